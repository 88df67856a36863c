package traefik4j.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A named group of servers and how they are used (reference §4).
 *
 * @param servers the servers by name, in the order of the source
 * @param loadBalancer how one of them is chosen
 */
public record Backend(Map<String, Server> servers, LoadBalancer loadBalancer) {
    /** Copies the map, keeping its order. */
    public Backend {
        servers = Collections.unmodifiableMap(new LinkedHashMap<>(servers));
    }
}
