package traefik4j.app;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.GoDuration;
import traefik4j.config.LifeCycle;
import traefik4j.config.Problem;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.read.LoadedStatic;
import traefik4j.control.ReloadLoop;
import traefik4j.control.Settings;
import traefik4j.control.keyvalue.Election;
import traefik4j.proxy.balancing.BalancingSettings;
import traefik4j.proxy.balancing.LiveBackends;
import traefik4j.proxy.entrypoint.EntryPointChain;
import traefik4j.proxy.entrypoint.EntryPointServer;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Workers;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.middleware.PolicyFault;
import traefik4j.proxy.routing.LiveRoutes;
import traefik4j.proxy.routing.RoutingTable;
import traefik4j.proxy.tcp.LiveTcp;
import traefik4j.proxy.tls.LiveCertificates;
import traefik4j.proxy.upstream.ForwardProxies;
import traefik4j.proxy.upstream.UpstreamSettings;

/** The proxy, put together: read the constructor from top to bottom. */
final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

    /** Whoever asks before the routes are there waits so long, as a source may take its time. */
    private static final Duration FIRST_CONFIGURATION = Duration.ofSeconds(5);

    private static final Duration POLL = Duration.ofMillis(20);

    private final LifeCycle lifeCycle;
    private final Workers workers;
    private final ReloadLoop reload;
    private final LiveCertificates certificates;
    private final @Nullable Election election;
    private final List<EntryPointServer> entryPoints = new ArrayList<>();

    /**
     * Nothing listens yet.
     *
     * @param environment the variables of the environment
     * @param eventLoops what carries exchanges
     * @param stopping whether ping should say that the end is near
     */
    Wiring(LoadedStatic loaded, Map<String, String> environment, EventLoops eventLoops, BooleanSupplier stopping) {
        StaticConfiguration configuration = loaded.configuration();
        lifeCycle = configuration.lifeCycle();

        // a change: provider → reload loop → publication → live routes
        workers = eventLoops.start();
        LiveRoutes routes = new LiveRoutes(RoutingTable.empty());
        ForwardProxies proxies = ForwardProxies.of(environment);
        proxies.texts().forEach(text -> LOG.info("servers are reached by another proxy: {}", text));
        proxies.faults().forEach((variable, fault) -> LOG.warn("{}", Inspection.unusable(variable, fault)));
        UpstreamSettings upstream = UpstreamSettings.of(configuration, proxies);
        LiveBackends backends = new LiveBackends(upstream, workers.all(), BalancingSettings.of(configuration));
        certificates = new LiveCertificates(configuration.entryPoints());
        LiveTcp tcp = new LiveTcp(configuration);
        AccessControl access = new AccessControl(configuration.entryPoints(), upstream, workers.all());
        reload = new ReloadLoop(
                Settings.of(configuration),
                new Publication(backends, routes, certificates, tcp, configuration.keepTrailingSlash(), access));
        Providers.of(loaded, environment).forEach(reload::supervise);
        election = configuration.stores().isEmpty() ? null : Providers.election(configuration, environment);

        // a request: entry point → ping → policies → live routes → middlewares → backend → server
        EntryPointChain chain = new EntryPointChain(access);
        Handler router = exchange -> routes.current().route(exchange).handle(exchange);
        configuration.entryPoints().forEach((name, entryPoint) -> {
            Handler policies = policies(loaded, () -> chain.around(name, entryPoint, router));
            Handler handler = name.equals(configuration.ping()) ? new Ping(stopping, policies) : policies;
            entryPoints.add(
                    new EntryPointServer(name, entryPoint, configuration, certificates.at(name), workers, handler)
                            .relaying(tcp.at(name)));
        });
    }

    /** Says where a policy was written that cannot be used. */
    private static Handler policies(LoadedStatic loaded, Supplier<Handler> made) {
        try {
            return made.get();
        } catch (PolicyFault fault) {
            Problem problem = Problem.error(loaded.places().of(fault.key()), fault.key(), fault.what());
            throw new IllegalArgumentException(problem.toString(), fault);
        }
    }

    /** Loads what takes long to load, beside whatever is done meanwhile. */
    static void warmUp() {
        Thread.ofPlatform().daemon().name("warm-up").start(Transport::best);
    }

    /** The event loops. */
    Workers workers() {
        return workers;
    }

    /**
     * Takes all addresses; meanwhile the providers read what they have to say.
     *
     * @throws IOException if an address cannot be had; the message says which and why
     */
    void bind() throws IOException {
        reload.start();
        if (election != null) {
            election.start();
        }
        for (EntryPointServer entryPoint : entryPoints) {
            entryPoint.bind();
        }
    }

    /** Accepts connections. The first request already finds what the providers said first. */
    void open() throws InterruptedException {
        if (!reload.awaitFirst(FIRST_CONFIGURATION)) {
            LOG.warn("no provider has said anything yet: every request gets 404 until one does");
        }
        for (EntryPointServer entryPoint : entryPoints) {
            entryPoint.accept();
            LOG.info(
                    "entry point {} listens on port {}",
                    entryPoint.name(),
                    entryPoint.address().getPort());
        }
        certificates.staple();
    }

    /** Where it listens. */
    List<EntryPointServer> entryPoints() {
        return List.copyOf(entryPoints);
    }

    /** Stops in good order: first new requests are still served, then those in flight finish (reference §8.2). */
    void drain() throws InterruptedException {
        LOG.info(
                "stopping, at the latest in {}",
                GoDuration.format(lifeCycle.requestAcceptGraceTimeout().plus(lifeCycle.graceTimeOut())));
        Thread.sleep(lifeCycle.requestAcceptGraceTimeout());
        entryPoints.forEach(EntryPointServer::drain);
        long end = System.nanoTime() + lifeCycle.graceTimeOut().toNanos();
        while (connections() > 0 && System.nanoTime() < end) {
            Thread.sleep(POLL);
        }
        if (connections() > 0) {
            LOG.warn("graceTimeOut is over: {} connections are cut", connections());
        }
    }

    private int connections() {
        return entryPoints.stream().mapToInt(EntryPointServer::connections).sum();
    }

    /** Ends at once whatever is left. */
    @Override
    public void close() {
        if (election != null) {
            election.close();
        }
        reload.close();
        entryPoints.forEach(EntryPointServer::close);
        workers.close();
    }
}
