package traefik4j.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Backend;
import traefik4j.config.DynamicCertificate;
import traefik4j.config.Problem;
import traefik4j.config.Tcp;
import traefik4j.config.TcpBackend;
import traefik4j.control.Publisher;
import traefik4j.control.Snapshot;
import traefik4j.proxy.balancing.LiveBackends;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.routing.BackendHandlers;
import traefik4j.proxy.routing.CompiledRoutes;
import traefik4j.proxy.routing.KnownRoutes;
import traefik4j.proxy.routing.LiveRoutes;
import traefik4j.proxy.routing.RouteCompiler;
import traefik4j.proxy.routing.RouteDefinition;
import traefik4j.proxy.rule.RuleParser;
import traefik4j.proxy.tcp.LiveTcp;
import traefik4j.proxy.tcp.TcpDefinition;
import traefik4j.proxy.tls.LiveCertificates;

/** The joint of the two columns: compiles what the control column publishes and swaps the routing table and the
 * certificates. */
final class Publication implements Publisher {
    private final LiveBackends backends;
    private final LiveRoutes routes;
    private final LiveCertificates certificates;
    private final LiveTcp tcp;
    private final RuleParser rules;
    private final AccessControl access;
    private final KnownRoutes known = new KnownRoutes();
    private final Leftovers leftovers = new Leftovers();

    Publication(
            LiveBackends backends,
            LiveRoutes routes,
            LiveCertificates certificates,
            LiveTcp tcp,
            boolean keepTrailingSlash,
            AccessControl access) {
        this.certificates = certificates;
        this.tcp = tcp;
        this.access = access;
        this.backends = backends;
        this.routes = routes;
        rules = new RuleParser(keepTrailingSlash);
    }

    @Override
    public List<Problem> publish(Snapshot snapshot) {
        LiveBackends.Generation generation = backends.next();
        CompiledRoutes compiled = compile(snapshot, new LiveHandlers(snapshot, generation), rules, access, known);
        List<Problem> problems = new ArrayList<>(compiled.problems());
        problems.addAll(certificates.replace(certificates(snapshot)));
        problems.addAll(tcp.replace(connections(snapshot)));
        routes.swap(compiled.table());
        generation.commit();
        leftovers.afterChange();
        return problems;
    }

    /** The certificates of all providers. */
    static List<DynamicCertificate> certificates(Snapshot snapshot) {
        return snapshot.providers().values().stream()
                .flatMap(loaded -> loaded.configuration().certificates().stream())
                .toList();
    }

    /** The TCP frontends of all providers, each with its backend. */
    static List<TcpDefinition> connections(Snapshot snapshot) {
        List<TcpDefinition> definitions = new ArrayList<>();
        snapshot.providers().forEach((provider, loaded) -> {
            Tcp tcp = loaded.configuration().tcp();
            tcp.frontends().forEach((name, frontend) -> {
                TcpBackend backend = tcp.backends().get(frontend.backend());
                if (backend != null) {
                    definitions.add(new TcpDefinition(provider, name, frontend, backend, loaded.places()));
                }
            });
        });
        return definitions;
    }

    /** Compiles the frontends of all providers. */
    static CompiledRoutes compile(
            Snapshot snapshot, BackendHandlers handlers, RuleParser rules, AccessControl access, KnownRoutes known) {
        List<RouteDefinition> definitions = new ArrayList<>();
        snapshot.providers()
                .forEach((provider, loaded) -> loaded.configuration()
                        .frontends()
                        .forEach((name, frontend) ->
                                definitions.add(new RouteDefinition(provider, name, frontend, loaded.places()))));
        return RouteCompiler.compile(definitions, handlers, rules, access, known);
    }

    /** A backend of this provider, or null. */
    static @Nullable Backend backend(Snapshot snapshot, String provider, String name) {
        var loaded = snapshot.providers().get(provider);
        return loaded == null ? null : loaded.configuration().backends().get(name);
    }
}
