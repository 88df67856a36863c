package traefik4j.config;

import java.util.List;
import java.util.Map;

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
}
