package traefik4j.proxy.balancing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import traefik4j.config.BackendTls;
import traefik4j.config.HealthCheck.Passive;
import traefik4j.config.LoadBalancer;
import traefik4j.proxy.trial.ManualClock;
import traefik4j.proxy.trial.Trial;
import traefik4j.proxy.upstream.ForwardProxies;
import traefik4j.proxy.upstream.LiveServer;
import traefik4j.proxy.upstream.UpstreamSettings;

/** A pool of servers named A, B, C, … that nobody connects to. */
final class Bench {
    private static final UpstreamSettings SETTINGS = new UpstreamSettings(
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(90),
            1,
            65_536,
            256,
            BackendTls.UNSAID,
            Map.of(),
            ForwardProxies.NONE);

    private final ManualClock clock = new ManualClock();
    private final List<Candidate> candidates = new ArrayList<>();
    private final LoadBalancer definition;
    private @Nullable Passive passive;
    private Pool pool = new Pool(LoadBalancer.DEFAULT, null, List.of(), 1, clock);

    Bench(LoadBalancer definition) {
        this.definition = definition;
    }

    /** Servers with these weights. */
    static Bench of(String method, int... weights) {
        return of(new LoadBalancer(method), weights);
    }

    /** Servers with these weights. */
    static Bench of(LoadBalancer definition, int... weights) {
        Bench bench = new Bench(definition);
        IntStream.of(weights).forEach(weight -> bench.server(weight, false, false));
        return bench.open();
    }

    /** One more server. */
    Bench server(int weight, boolean backup, boolean drained) {
        LiveServer server = new LiveServer(url(candidates.size()), null, null, SETTINGS, List.of(Trial.WORKER));
        candidates.add(new Candidate(candidates.size(), new Member(server), weight, backup, drained));
        return this;
    }

    static String url(int server) {
        return "http://10.0.0." + (server + 1) + ":80";
    }

    /** Servers that fail are left alone. */
    Bench ejecting(Passive failing) {
        passive = failing;
        return open();
    }

    /** There are no more servers. */
    Bench open() {
        pool = new Pool(definition, passive, candidates, 1, clock);
        return this;
    }

    Pool pool() {
        return pool;
    }

    ManualClock clock() {
        return clock;
    }

    Candidate candidate(char name) {
        return candidates.get(name - 'A');
    }

    /** Makes a server busy with so many exchanges. */
    void busy(char name, int exchanges) {
        candidate(name).member().busy().set(exchanges);
    }

    /** The name of the server for a request of this client. */
    char next(String client, String... head) {
        Trial trial = Trial.of(exchange -> {}, client, head);
        Candidate chosen = pool.next(trial.exchange());
        trial.leave();
        return chosen == null ? '-' : (char) ('A' + chosen.number());
    }

    /** The name of the next server. */
    char next() {
        return next("192.0.2.1", "GET / HTTP/1.1", "Host: a.example");
    }

    /** The names of the next servers. */
    String next(int count) {
        return IntStream.range(0, count).mapToObj(i -> String.valueOf(next())).collect(Collectors.joining());
    }

    /** How many of so many requests a server gets. */
    long share(char name, int of) {
        return next(of).chars().filter(each -> each == name).count();
    }

    /** A server answers a request. */
    void answer(char name, int status) {
        Trial trial = Trial.get(exchange -> {});
        candidate(name).member().busy().incrementAndGet();
        trial.exchange().listen(candidate(name));
        trial.respond(status);
    }
}
