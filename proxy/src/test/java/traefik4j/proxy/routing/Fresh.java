package traefik4j.proxy.routing;

import java.util.List;
import java.util.Map;
import traefik4j.proxy.middleware.TestAccess;
import traefik4j.proxy.rule.RuleParser;

/** Tables that know nothing of one before. */
final class Fresh {
    private Fresh() {}

    /** The table of these frontends. */
    static CompiledRoutes table(
            List<RouteDefinition> definitions, BackendHandlers backends, boolean keepTrailingSlash) {
        return RouteCompiler.compile(
                definitions, backends, new RuleParser(keepTrailingSlash), TestAccess.at(Map.of()), new KnownRoutes());
    }
}
