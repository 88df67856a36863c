package traefik4j.proxy.balancing;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Backend;
import traefik4j.proxy.breaker.CircuitBreaker;
import traefik4j.proxy.buffering.Buffering;
import traefik4j.proxy.buffering.FlushInterval;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.ServerTimes;
import traefik4j.proxy.health.HealthCheck;
import traefik4j.proxy.limit.MaxConnections;
import traefik4j.proxy.limit.RateLimiter;

/** A backend as it lives: the end of the chain of handlers, which gives each exchange to one of its servers. */
public final class LiveBackend implements Handler {
    private final Backend definition;
    private final Pool pool;
    private final @Nullable StickyCookie cookie;
    private final @Nullable CircuitBreaker circuitBreaker;
    private final @Nullable MaxConnections maxConnections;
    private final @Nullable HealthCheck health;
    private final int attempts;
    private final ServerTimes times;
    private final Handler chain;

    LiveBackend(
            String name,
            Backend definition,
            Pool pool,
            int attempts,
            @Nullable CircuitBreaker circuitBreaker,
            @Nullable MaxConnections maxConnections,
            @Nullable HealthCheck health) {
        this.definition = definition;
        this.pool = pool;
        this.circuitBreaker = circuitBreaker;
        this.maxConnections = maxConnections;
        this.health = health;
        this.attempts = attempts;
        times = new ServerTimes(definition.forwarding());
        cookie = cookie(name, definition, pool);
        chain = chain(this::balance);
    }

    private static @Nullable StickyCookie cookie(String name, Backend definition, Pool pool) {
        if (definition.loadBalancer().stickiness() == null) {
            return null;
        }
        String[] urls = Arrays.stream(pool.candidates())
                .map(candidate -> candidate.member().server().url())
                .toArray(String[]::new);
        return new StickyCookie(definition.loadBalancer().stickiness(), name, urls);
    }

    /** What stands before the choice of a server, in its order (reference §0.1 step 15). */
    private Handler chain(Handler balancer) {
        Handler counted = maxConnections == null ? balancer : maxConnections.before(balancer);
        Handler tried = attempts > 1 ? new Retry(attempts, counted) : counted;
        Handler held = held(tried);
        return circuitBreaker == null ? held : circuitBreaker.before(held);
    }

    /** A response that is kept as a whole has no parts that could wait. */
    private Handler held(Handler tried) {
        Duration interval = definition.forwarding().flushInterval();
        if (definition.buffering() != null) {
            return new Buffering(definition.buffering(), tried);
        }
        return interval.isZero() ? tried : new FlushInterval(interval, tried);
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
    Pool pool() {
        return pool;
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

    /** It is in force: the health of its servers is looked at from now on. */
    void start() {
        if (health != null) {
            health.start();
        }
    }

    /** It is no longer in force. */
    void stop() {
        if (health != null) {
            health.stop();
        }
    }

    @Override
    public void handle(Exchange exchange) {
        chain.handle(exchange);
    }

    private void balance(Exchange exchange) {
        Candidate candidate = cookie == null ? pool.next(exchange) : sticky(cookie, exchange);
        if (candidate == null) {
            exchange.fail(pool.whyNone());
        } else {
            exchange.trying(candidate.number());
            exchange.serverTimes(times);
            candidate.forward(exchange);
        }
    }

    /** The server the client had before, whatever its weight, as long as it can be asked; else another one. */
    private @Nullable Candidate sticky(StickyCookie by, Exchange exchange) {
        int named = by.server(exchange);
        if (named >= 0 && pool.candidates()[named].member().isUp()) {
            return pool.candidates()[named];
        }
        Candidate next = pool.next(exchange);
        if (next != null) {
            by.tell(exchange, next.number());
        }
        return next;
    }
}
