package traefik4j.proxy.balancing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import traefik4j.bench.Measured;
import traefik4j.bench.Nobody;
import traefik4j.bench.Sample;
import traefik4j.config.BackendTls;
import traefik4j.config.LoadBalancer;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.upstream.ForwardProxies;
import traefik4j.proxy.upstream.LiveServer;
import traefik4j.proxy.upstream.UpstreamSettings;

/** Choosing one of ten servers whose weights differ. */
@State(Scope.Thread)
public class ServerChoice extends Measured {
    private static final int SERVERS = 10;
    private static final UpstreamSettings SETTINGS = new UpstreamSettings(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofSeconds(90),
            200,
            64 << 10,
            256,
            BackendTls.UNSAID,
            Map.of(),
            ForwardProxies.NONE);

    private final Exchange exchange = Nobody.asks(Sample.SMALL.request());
    private @Nullable Pool pool;

    /** How. */
    @Param({"wrr", "drr", "leastConn", "p2c", "hash"})
    public String method = "wrr";

    /** Makes the servers. */
    @Setup
    public void open() {
        List<Candidate> servers = IntStream.range(0, SERVERS)
                .mapToObj(i -> new Candidate(i, new Member(server(i)), 1 + i % 3, false, false))
                .toList();
        pool = new Pool(new LoadBalancer(method), null, servers, 1, System::nanoTime);
    }

    private static LiveServer server(int number) {
        return new LiveServer("http://10.0.0." + number + ":80", null, null, SETTINGS, List.of(Nobody.WORKER));
    }

    /** The server for an exchange. */
    @Benchmark
    public @Nullable Object pick() {
        return pool == null ? null : pool.next(exchange);
    }
}
