package traefik4j.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken to the servers of a backend (reference §1.5). Certificates and keys are paths of PEM files or the PEM
 * text itself.
 *
 * @param serverName the name servers are asked and verified by; empty for that of their URL
 * @param rootCas whom to believe; empty for whom the system believes
 * @param insecureSkipVerify whether any certificate is believed; null where nothing is said about it
 * @param cert a certificate to show; empty for none
 * @param key its key
 */
public record BackendTls(
        String serverName, List<String> rootCas, @Nullable Boolean insecureSkipVerify, String cert, String key) {
    /** Says nothing. */
    public static final BackendTls UNSAID = new BackendTls("", List.of(), null, "", "");

    /** Copies the list. */
    public BackendTls {
        rootCas = List.copyOf(rootCas);
    }

    /** Whether any certificate is believed. */
    public boolean believesAnybody() {
        return Boolean.TRUE.equals(insecureSkipVerify);
    }

    /** This, with what it says nothing about as it holds for everybody. Its own root CAs are there to be asked. */
    public BackendTls within(BackendTls everybody) {
        Boolean skip =
                insecureSkipVerify == null && rootCas.isEmpty() ? everybody.insecureSkipVerify : insecureSkipVerify;
        return new BackendTls(serverName, rootCas.isEmpty() ? everybody.rootCas : rootCas, skip, cert, key);
    }

    /** This, in the name of an entry point where it says nothing itself. */
    public BackendTls inNameOf(BackendTls entryPoint) {
        BackendTls both = within(entryPoint);
        return cert.isEmpty()
                ? new BackendTls(
                        both.serverName, both.rootCas, both.insecureSkipVerify, entryPoint.cert, entryPoint.key)
                : both;
    }
}
