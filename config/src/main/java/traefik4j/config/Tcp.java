package traefik4j.config;

import java.util.Map;

/**
 * What one provider says about connections that are passed on as bytes, whatever is spoken in them. Traefik 1.x has
 * nothing like it.
 *
 * @param backends backends by name
 * @param frontends frontends by name
 */
public record Tcp(Map<String, TcpBackend> backends, Map<String, TcpFrontend> frontends) {
    /** Nothing at all. */
    public static final Tcp NONE = new Tcp(Map.of(), Map.of());

    /** Copies the maps, keeping their order. */
    public Tcp {
        backends = OrderedMap.copyOf(backends);
        frontends = OrderedMap.copyOf(frontends);
    }
}
