package traefik4j.proxy.balancing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Backend;
import traefik4j.proxy.breaker.CircuitBreaker;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.limit.MaxConnections;
import traefik4j.proxy.limit.RateLimiter;
import traefik4j.proxy.upstream.LiveServer;

/** A backend as it lives: the end of the chain of handlers, which gives each exchange to one of its servers. */
public final class LiveBackend implements Handler {
    private final Backend definition;
    private final LiveServer[] servers;
    private final WeightedRoundRobin turns;
    private final @Nullable CircuitBreaker circuitBreaker;
    private final @Nullable MaxConnections maxConnections;
    private final Handler chain;

    LiveBackend(
            Backend definition,
            List<LiveServer> servers,
            int[] weights,
            @Nullable CircuitBreaker circuitBreaker,
            @Nullable MaxConnections maxConnections) {
        this.definition = definition;
        this.servers = servers.toArray(LiveServer[]::new);
        this.circuitBreaker = circuitBreaker;
        this.maxConnections = maxConnections;
        turns = new WeightedRoundRobin(weights);
        chain = chain(this::balance);
    }

    /** What stands before the choice of a server, in its order (reference §0.1 step 15). */
    private Handler chain(Handler balancer) {
        Handler counted = maxConnections == null ? balancer : maxConnections.before(balancer);
        return circuitBreaker == null ? counted : circuitBreaker.before(counted);
    }

    /** This backend for those who may not ask as often as they like. */
    Handler limited(RateLimiter limiter) {
        return chain(limiter.before(this::balance));
    }

    /** What it was made of. */
    Backend definition() {
        return definition;
    }

    /** Its servers. */
    List<LiveServer> servers() {
        return List.of(servers);
    }

    /** What counts requests under way; null if nothing does. */
    @Nullable
    MaxConnections maxConnections() {
        return maxConnections;
    }

    /** Its circuit breaker; null if it has none. */
    public @Nullable CircuitBreaker circuitBreaker() {
        return circuitBreaker;
    }

    @Override
    public void handle(Exchange exchange) {
        chain.handle(exchange);
    }

    private void balance(Exchange exchange) {
        int next = turns.next();
        if (next >= 0) {
            servers[next].forward(exchange);
        } else {
            exchange.fail(servers.length == 0 ? Failure.NO_SERVER : Failure.INTERNAL);
        }
    }
}
