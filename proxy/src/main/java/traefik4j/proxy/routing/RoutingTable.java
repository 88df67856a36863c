package traefik4j.proxy.routing;

import java.util.List;
import java.util.Map;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;

/** All routes of the program at one moment, by entry point. */
public final class RoutingTable {
    private static final EntryPointRoutes NO_ROUTES = new EntryPointRoutes(List.of());

    private final Map<String, EntryPointRoutes> entryPoints;

    RoutingTable(Map<String, EntryPointRoutes> entryPoints) {
        this.entryPoints = Map.copyOf(entryPoints);
    }

    /** A table without routes. */
    public static RoutingTable empty() {
        return new RoutingTable(Map.of());
    }

    /** The routes of an entry point. */
    public EntryPointRoutes forEntryPoint(String name) {
        return entryPoints.getOrDefault(name, NO_ROUTES);
    }

    /** To whom an exchange belongs. */
    public Handler route(Exchange exchange) {
        return forEntryPoint(exchange.peer().entryPoint()).route(exchange);
    }

    /** What would happen to a request, and why. */
    public Explanation explain(Question question) {
        return Explainer.explain(forEntryPoint(question.entryPoint()), question);
    }
}
