package traefik4j.config;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How TLS is spoken to the servers of a backend (reference §1.5). Its files are read with it, so that one of which a file
 * changed is another one.
 *
 * @param serverName the name servers are asked and verified by; empty for that of their URL
 * @param rootCas whom to believe; empty for whom the system believes
 * @param insecureSkipVerify whether any certificate is believed; null where nothing is said about it
 * @param cert a certificate to show; {@link Pem#NONE} for none
 * @param key its key
 */
public record BackendTls(
        String serverName, List<Pem> rootCas, @Nullable Boolean insecureSkipVerify, Pem cert, Pem key) {
    /** Says nothing. */
    public static final BackendTls UNSAID = new BackendTls("", List.of(), null, Pem.NONE, Pem.NONE);

    /** Copies the list. */
    public BackendTls {
        rootCas = List.copyOf(rootCas);
    }

    /** All its certificates and its key. */
    public Stream<Pem> pems() {
        return Stream.concat(rootCas.stream(), Stream.of(cert, key));
    }

    /** Whether the other one is this, as far as it is written: from the same files, whatever is in them now. */
    public boolean isWrittenAs(BackendTls other) {
        return asWritten().equals(other.asWritten());
    }

    private BackendTls asWritten() {
        return new BackendTls(
                serverName,
                rootCas.stream().map(Pem::asWritten).toList(),
                insecureSkipVerify,
                cert.asWritten(),
                key.asWritten());
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
        return cert.isNone()
                ? new BackendTls(
                        both.serverName, both.rootCas, both.insecureSkipVerify, entryPoint.cert, entryPoint.key)
                : both;
    }
}
