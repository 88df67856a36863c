package traefik4j.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.EntryPoint;
import traefik4j.config.Frontend;
import traefik4j.config.Loaded;
import traefik4j.config.Place;
import traefik4j.config.Problem;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.flags.CommandLine;
import traefik4j.config.read.LoadedStatic;
import traefik4j.config.read.Surroundings;
import traefik4j.control.Settings;
import traefik4j.control.Snapshot;
import traefik4j.proxy.entrypoint.EntryPointChain;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.middleware.PolicyFault;
import traefik4j.proxy.routing.CompiledRoutes;
import traefik4j.proxy.routing.KnownRoutes;
import traefik4j.proxy.rule.RuleParser;
import traefik4j.proxy.tcp.LiveTcp;
import traefik4j.proxy.tls.LiveCertificates;
import traefik4j.proxy.tls.ServerTls;
import traefik4j.proxy.upstream.ForwardProxies;
import traefik4j.proxy.upstream.UpstreamSettings;

/**
 * A configuration as it would be in force, though nothing is started.
 *
 * @param loaded the static part
 * @param snapshot what files and key-value stores say
 * @param routes the routing table
 * @param tcp what is wrong with TCP frontends that go live otherwise
 * @param silent which key-value stores could not be asked
 * @param problems everything that is wrong, sorted by place
 */
record Inspection(
        LoadedStatic loaded,
        Snapshot snapshot,
        CompiledRoutes routes,
        List<Problem> tcp,
        List<Problem> silent,
        List<Problem> problems) {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.place(),
                    Comparator.nullsFirst(Comparator.comparing(Place::source)
                            .thenComparingInt(Place::line)
                            .thenComparingInt(Place::column)))
            .thenComparing(Problem::key);
    private static final Handler NOBODY = exchange -> {};

    /** Reads what these flags lead to. */
    static Inspection of(CommandLine line, Surroundings surroundings) throws InterruptedException {
        Sources sources = Sources.read(line.flags(), surroundings);
        LoadedStatic loaded = sources.loaded();
        Snapshot said = new Snapshot(sources.said());
        Snapshot snapshot = said.validated(Settings.of(loaded.configuration()));
        ForwardProxies proxies = ForwardProxies.of(surroundings.environment());
        AccessControl access = access(loaded, proxies);
        CompiledRoutes routes = Publication.compile(
                snapshot,
                (provider, name) -> Publication.backend(snapshot, provider, name) == null ? null : NOBODY,
                new RuleParser(loaded.configuration().keepTrailingSlash()),
                access,
                new KnownRoutes());
        Set<Problem> problems = new LinkedHashSet<>(loaded.problems());
        problems.addAll(sources.silent());
        proxies.faults().forEach((variable, fault) -> problems.add(unusable(variable, fault)));
        problems.addAll(entryPoints(loaded, new EntryPointChain(access)));
        problems.addAll(snapshot.problems());
        problems.addAll(routes.problems());
        problems.addAll(leftOut(loaded, said, snapshot, access(loaded, proxies)).problems());
        problems.addAll(certificates(loaded.configuration().entryPoints(), snapshot));
        List<Problem> tcp = new LiveTcp(loaded.configuration()).replace(Publication.connections(snapshot));
        problems.addAll(tcp);
        return new Inspection(loaded, snapshot, routes, tcp, sources.silent(), sorted(problems));
    }

    private static AccessControl access(LoadedStatic loaded, ForwardProxies proxies) {
        StaticConfiguration configuration = loaded.configuration();
        return new AccessControl(configuration.entryPoints(), UpstreamSettings.of(configuration, proxies), List.of());
    }

    /** A variable names a proxy by which no server can be reached. */
    static Problem unusable(String variable, String fault) {
        String what = "is not usable: " + fault + "; frontends with servers that would be reached by it are left out";
        return Problem.warning(null, variable, what);
    }

    /** The frontends that do not go live for whatever reason, as they would be compiled: there may be more to repair. */
    private static CompiledRoutes leftOut(LoadedStatic loaded, Snapshot said, Snapshot valid, AccessControl access) {
        Map<String, Loaded> leftOut = new LinkedHashMap<>();
        said.providers().forEach((provider, all) -> {
            Map<String, Frontend> frontends =
                    new LinkedHashMap<>(all.configuration().frontends());
            frontends.keySet().removeAll(usable(valid, provider));
            leftOut.put(provider, new Loaded(new DynamicConfiguration(Map.of(), frontends), all.places(), List.of()));
        });
        return Publication.compile(
                new Snapshot(leftOut),
                (provider, name) -> NOBODY,
                new RuleParser(loaded.configuration().keepTrailingSlash()),
                access,
                new KnownRoutes());
    }

    private static Set<String> usable(Snapshot valid, String provider) {
        Loaded loaded = valid.providers().get(provider);
        return loaded == null ? Set.of() : loaded.configuration().frontends().keySet();
    }

    private static List<Problem> entryPoints(LoadedStatic loaded, EntryPointChain chain) {
        List<Problem> problems = new ArrayList<>();
        loaded.configuration().entryPoints().forEach((name, entryPoint) -> {
            try {
                chain.around(name, entryPoint, NOBODY);
            } catch (PolicyFault fault) {
                problems.add(Problem.error(loaded.places().of(fault.key()), fault.key(), fault.what()));
            }
        });
        return problems;
    }

    private static List<Problem> certificates(Map<String, EntryPoint> entryPoints, Snapshot snapshot) {
        LiveCertificates certificates = new LiveCertificates(entryPoints);
        List<Problem> problems = new ArrayList<>(certificates.replace(Publication.certificates(snapshot)));
        for (String name : entryPoints.keySet()) {
            ServerTls tls = certificates.at(name);
            if (tls != null) {
                problems.addAll(tls.problems());
                tls.close();
            }
        }
        return problems;
    }

    private static List<Problem> sorted(Set<Problem> problems) {
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(BY_PLACE);
        return sorted;
    }

    /** How many problems are errors. */
    long errors() {
        return problems.stream().filter(Problem::isError).count();
    }

    /** How many are none. */
    long warnings() {
        return problems.size() - errors();
    }
}
