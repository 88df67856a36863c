package traefik4j.app;

import org.jspecify.annotations.Nullable;
import traefik4j.config.Backend;
import traefik4j.control.Snapshot;
import traefik4j.proxy.balancing.LiveBackends.Generation;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.routing.BackendHandlers;
import traefik4j.proxy.routing.RouteDefinition;

/**
 * The backends of a snapshot as they live.
 *
 * @param snapshot what all providers say
 * @param generation the backends of the routing table that is being compiled
 */
record LiveHandlers(Snapshot snapshot, Generation generation) implements BackendHandlers {
    @Override
    public @Nullable Handler handlerFor(String provider, String name) {
        Backend backend = Publication.backend(snapshot, provider, name);
        return backend == null ? null : generation.backend(provider, name, backend);
    }

    @Override
    public @Nullable Handler handlerFor(RouteDefinition route) {
        Backend backend =
                Publication.backend(snapshot, route.provider(), route.frontend().backend());
        return backend == null ? null : generation.backend(route.provider(), route.name(), route.frontend(), backend);
    }
}
