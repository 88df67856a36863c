package traefik4j.proxy.tcp;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Server;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.TcpBackend;
import traefik4j.proxy.balancing.WeightedRoundRobin;
import traefik4j.proxy.tls.OutgoingTls;
import traefik4j.proxy.upstream.RawServer;

/** The servers of a TCP backend, who take turns by their weight. It outlives tables as long as its definition is the same. */
public final class TcpServers {
    private final TcpBackend definition;
    private final List<RawServer> servers;
    private final int[] cycle;
    private final AtomicInteger turn = new AtomicInteger();
    private final @Nullable OutgoingTls tls;
    private final Duration dialTimeout;
    private final Duration idleTimeout;

    /**
     * Servers.
     *
     * @param tls how TLS is spoken to them; null if it is not
     */
    TcpServers(TcpBackend definition, StaticConfiguration configuration, @Nullable OutgoingTls tls) {
        this.definition = definition;
        this.tls = tls;
        boolean zeroMeansNever = configuration.allowMinWeightZero();
        List<Server> used = definition.servers().values().stream()
                .filter(server -> server.weight() > 0 || !zeroMeansNever)
                .toList();
        servers = used.stream()
                .map(server -> new RawServer(server.url(), tls, definition.proxyProtocol()))
                .toList();
        int[] weights =
                used.stream().mapToInt(server -> Math.max(1, server.weight())).toArray();
        cycle = weights.length == 0 ? weights : WeightedRoundRobin.cycle(weights);
        dialTimeout = requireNonNullElse(
                definition.dial(), configuration.forwardingTimeouts().dialTimeout());
        idleTimeout = requireNonNullElse(
                definition.idle(), configuration.respondingTimeouts().idleTimeout());
    }

    TcpBackend definition() {
        return definition;
    }

    @Nullable
    OutgoingTls tls() {
        return tls;
    }

    /** The number of the server whose turn it is; -1 if there is none. */
    int next() {
        return cycle.length == 0 ? -1 : cycle[Integer.remainderUnsigned(turn.getAndIncrement(), cycle.length)];
    }

    /** The server with this number, counted on from the first again after the last. */
    RawServer server(int number) {
        return servers.get(number % servers.size());
    }

    /** How many there are. */
    int count() {
        return servers.size();
    }

    Duration dialTimeout() {
        return dialTimeout;
    }

    Duration idleTimeout() {
        return idleTimeout;
    }
}
