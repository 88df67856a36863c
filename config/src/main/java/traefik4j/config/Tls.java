package traefik4j.config;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an entry point shows to clients that come by TLS, and what it wants of them (reference §2.3).
 *
 * @param certificates certificates, chosen by server name
 * @param defaultCertificate what a client gets whose server name matches none; null means the first of the others
 * @param sniStrict whether such clients are refused instead
 * @param minVersion the oldest version that is spoken
 * @param cipherSuites what is offered below TLS 1.3, by the names of Go; empty for what is good today
 * @param clientCa who has to vouch for clients; null if nobody has to
 * @param ocsp whether what issuers say about certificates is shown with them; null for those alone that demand it
 * @param hosts whose policy is another one
 */
public record Tls(
        List<Certificate> certificates,
        @Nullable Certificate defaultCertificate,
        boolean sniStrict,
        TlsVersion minVersion,
        List<String> cipherSuites,
        @Nullable ClientCa clientCa,
        @Nullable Boolean ocsp,
        List<HostTls> hosts) {
    /** Copies the lists. */
    public Tls {
        certificates = List.copyOf(certificates);
        cipherSuites = List.copyOf(cipherSuites);
        hosts = List.copyOf(hosts);
    }

    /** Such TLS for all hosts, with answers of OCSP responders for those certificates alone that demand it. */
    public Tls(
            List<Certificate> certificates,
            @Nullable Certificate defaultCertificate,
            boolean sniStrict,
            TlsVersion minVersion,
            List<String> cipherSuites,
            @Nullable ClientCa clientCa) {
        this(certificates, defaultCertificate, sniStrict, minVersion, cipherSuites, clientCa, null, List.of());
    }

    /** These certificates, and nothing out of the ordinary. */
    public Tls(List<Certificate> certificates, @Nullable Certificate defaultCertificate) {
        this(certificates, defaultCertificate, false, TlsVersion.TLS_1_2, List.of(), null);
    }

    /** What is demanded for hosts that have no policy of their own. */
    public TlsPolicy policy() {
        return new TlsPolicy(sniStrict, minVersion, cipherSuites, clientCa);
    }

    /**
     * How it is spoken to servers in the name of the entry point (reference §3.8): its first certificate is shown to them, and
     * they are believed if those vouch for them who vouch for clients.
     */
    public BackendTls towardsServers() {
        Stream<Certificate> all = Stream.concat(certificates.stream(), Stream.ofNullable(defaultCertificate));
        Certificate shown = all.filter(Certificate::isThere).findFirst().orElse(null);
        List<Pem> believed = clientCa == null ? List.of() : clientCa.files();
        return shown == null
                ? new BackendTls("", believed, false, Pem.NONE, Pem.NONE)
                : new BackendTls("", believed, false, shown.chain(), shown.key());
    }
}
