package traefik4j.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is demanded in handshakes (reference §2.3): in all of an entry point, or in those for some hosts.
 *
 * @param sniStrict whether clients are refused whose server name no certificate has
 * @param minVersion the oldest version that is spoken
 * @param cipherSuites what is offered below TLS 1.3, by the names of Go; empty for what is good today
 * @param clientCa who has to vouch for clients; null if nobody has to
 */
public record TlsPolicy(
        boolean sniStrict,
        TlsVersion minVersion,
        List<String> cipherSuites,
        @Nullable ClientCa clientCa) {
    /** Nothing out of the ordinary. */
    public static final TlsPolicy DEFAULT = new TlsPolicy(false, TlsVersion.TLS_1_2, List.of(), null);

    /** Copies the list. */
    public TlsPolicy {
        cipherSuites = List.copyOf(cipherSuites);
    }
}
