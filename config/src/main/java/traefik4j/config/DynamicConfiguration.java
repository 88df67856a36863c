package traefik4j.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one provider says: frontends and the backends they refer to (reference §0), certificates, and the same for
 * connections that are passed on as bytes. Two are equal if they say the same, wherever it was written.
 *
 * @param backends backends by name
 * @param frontends frontends by name
 * @param certificates certificates for entry points
 * @param tcp frontends and backends of connections
 */
public record DynamicConfiguration(
        Map<String, Backend> backends,
        Map<String, Frontend> frontends,
        List<DynamicCertificate> certificates,
        Tcp tcp) {
    /** Nothing at all. */
    public static final DynamicConfiguration EMPTY = new DynamicConfiguration(Map.of(), Map.of());

    /** Copies the collections, keeping their order. */
    public DynamicConfiguration {
        backends = OrderedMap.copyOf(backends);
        frontends = OrderedMap.copyOf(frontends);
        certificates = List.copyOf(certificates);
    }

    /** A configuration of HTTP alone, without certificates. */
    public DynamicConfiguration(Map<String, Backend> backends, Map<String, Frontend> frontends) {
        this(backends, frontends, List.of(), Tcp.NONE);
    }

    /** What it has from files beside the one it was written in: whoever reads it again may find something else there. */
    public Stream<Pem> pemsOfFiles() {
        Stream<Pem> shown = certificates.stream()
                .map(DynamicCertificate::certificate)
                .flatMap(certificate -> Stream.of(certificate.chain(), certificate.key()));
        Stream<BackendTls> ofServers = Stream.concat(
                backends.values().stream()
                        .flatMap(backend ->
                                Stream.ofNullable(backend.forwarding().tls())),
                tcp.backends().values().stream().flatMap(backend -> Stream.ofNullable(backend.tls())));
        return Stream.concat(shown, ofServers.flatMap(BackendTls::pems)).filter(Pem::isOfFile);
    }
}
