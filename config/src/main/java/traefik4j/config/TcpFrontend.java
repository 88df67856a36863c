package traefik4j.config;

import java.util.List;
import java.util.Map;

/**
 * A named set of rules that sends the connections which match all of them to a TCP backend.
 *
 * @param backend the name of a TCP backend of the same provider; empty if none was configured
 * @param entryPoints where it listens; empty means the default entry points
 * @param passthrough whether the server gets the TLS of the client as it is, rather than what was in it
 * @param routes its rules by name
 */
public record TcpFrontend(String backend, List<String> entryPoints, boolean passthrough, Map<String, String> routes) {
    /** Copies the collections, keeping their order. */
    public TcpFrontend {
        entryPoints = List.copyOf(entryPoints);
        routes = OrderedMap.copyOf(routes);
    }

    /** This frontend at other entry points. */
    public TcpFrontend at(List<String> others) {
        return new TcpFrontend(backend, others, passthrough, routes);
    }
}
