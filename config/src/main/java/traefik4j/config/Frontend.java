package traefik4j.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A named set of rules that sends what matches all of them to a backend (reference §3.1).
 *
 * @param backend the name of a backend of the same provider; empty if none was configured
 * @param entryPoints where it listens; empty means the default entry points
 * @param routes its rules by name, all of which have to match
 * @param passHostHeader whether the server sees the client's {@code Host}
 * @param priority explicit priority; 0 means the length of its rules (reference §3.6)
 */
public record Frontend(
        String backend, List<String> entryPoints, Map<String, String> routes, boolean passHostHeader, int priority) {
    /** Copies the collections, keeping their order. */
    public Frontend {
        entryPoints = List.copyOf(entryPoints);
        routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
    }
}
