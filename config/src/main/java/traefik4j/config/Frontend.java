package traefik4j.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named set of rules that sends what matches all of them to a backend (reference §3.1).
 *
 * @param backend the name of a backend of the same provider; empty if none was configured
 * @param entryPoints where it listens; empty means the default entry points
 * @param routes its rules by name, all of which have to match
 * @param passHostHeader whether the server sees the client's {@code Host}
 * @param priority explicit priority; 0 means the length of its rules (reference §3.6)
 * @param access who is let in, and where the others are sent
 * @param headers what is done about header fields; null for nothing
 * @param errors pages shown in the place of errors, by name
 * @param rateLimit how often one source may ask; null for any number of times
 * @param timeouts how long it may take
 * @param passTlsCert whether servers are spoken to with the certificate of an entry point
 * @param passTlsClientCert what servers are told of client certificates; null for nothing
 */
public record Frontend(
        String backend,
        List<String> entryPoints,
        Map<String, String> routes,
        boolean passHostHeader,
        int priority,
        Access access,
        @Nullable Headers headers,
        Map<String, ErrorPage> errors,
        @Nullable RateLimit rateLimit,
        FrontendTimeouts timeouts,
        boolean passTlsCert,
        @Nullable PassTlsClientCert passTlsClientCert) {
    /** Copies the collections, keeping their order. */
    public Frontend {
        entryPoints = List.copyOf(entryPoints);
        routes = OrderedMap.copyOf(routes);
        errors = OrderedMap.copyOf(errors);
    }

    /** A frontend that only routes. */
    public Frontend(
            String backend,
            List<String> entryPoints,
            Map<String, String> routes,
            boolean passHostHeader,
            int priority) {
        this(
                backend,
                entryPoints,
                routes,
                passHostHeader,
                priority,
                Access.OPEN,
                null,
                Map.of(),
                null,
                FrontendTimeouts.DEFAULT,
                false,
                null);
    }

    /** This frontend at other entry points. */
    public Frontend at(List<String> others) {
        return new Frontend(
                backend,
                others,
                routes,
                passHostHeader,
                priority,
                access,
                headers,
                errors,
                rateLimit,
                timeouts,
                passTlsCert,
                passTlsClientCert);
    }
}
