package traefik4j.proxy.routing;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Handler;

/** Where the handlers of backends come from. */
@FunctionalInterface
public interface BackendHandlers {
    /** The handler of a backend of this provider, or null if there is no such backend. */
    @Nullable
    Handler handlerFor(String provider, String backend);
}
