package traefik4j.proxy.routing;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Handler;

/** Where the handlers of backends come from. */
@FunctionalInterface
public interface BackendHandlers {
    /** The handler of a backend of this provider, or null if there is no such backend. */
    @Nullable
    Handler handlerFor(String provider, String backend);

    /** The handler of a frontend's backend together with what the frontend limits, or null if there is no such backend. */
    default @Nullable Handler handlerFor(RouteDefinition frontend) {
        return handlerFor(frontend.provider(), frontend.frontend().backend());
    }
}
