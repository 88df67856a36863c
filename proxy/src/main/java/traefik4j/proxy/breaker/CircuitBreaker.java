package traefik4j.proxy.breaker;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;

/**
 * {@code circuitBreaker}: keeps requests from a backend while it does badly (reference §4.6). It outlives the routing
 * table as long as its definition stays; all event loops share it without a lock.
 */
public final class CircuitBreaker implements ExchangeListener {
    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);
    private static final Answer FALLBACK = Answer.text(503, "Service Unavailable");
    private static final long CHECK_PERIOD = 100_000_000L;
    private static final long FALLBACK_TIME = 10_000_000_000L;
    private static final long RECOVERY_TIME = 10_000_000_000L;
    private static final State STANDBY = new State.Standby();

    private final String backend;
    private final traefik4j.config.CircuitBreaker definition;
    private final LongSupplier clock;
    private final Trigger trigger;
    private final AtomicReference<State> state = new AtomicReference<>(STANDBY);
    private final AtomicLong nextCheck;
    private final AtomicBoolean checking = new AtomicBoolean();

    /** Where it stands. */
    private sealed interface State {
        /** Everything passes. */
        record Standby() implements State {}

        /** Nothing passes, until this time. */
        record Tripped(long until) implements State {}

        /** More and more passes, since this time; the upper half of the number counts what did, the lower what did not. */
        record Recovering(long since, AtomicLong passed) implements State {}
    }

    /** Where it stands, for whoever shows it. */
    public enum Phase {
        /** Everything passes. */
        STANDBY,
        /** Nothing passes. */
        TRIPPED,
        /** More and more passes. */
        RECOVERING
    }

    /**
     * A breaker where everything passes.
     *
     * @param backend the name of the backend, for the log
     * @param workers the number of event loops
     * @param clock nanoseconds, as {@link System#nanoTime}
     * @throws IllegalArgumentException if the expression cannot be read
     */
    public CircuitBreaker(String backend, traefik4j.config.CircuitBreaker definition, int workers, LongSupplier clock) {
        this.backend = backend;
        this.definition = definition;
        this.clock = clock;
        long now = clock.getAsLong();
        trigger = new Trigger(definition, workers, now);
        nextCheck = new AtomicLong(now);
    }

    /** What it was made of. */
    public traefik4j.config.CircuitBreaker definition() {
        return definition;
    }

    /** Where it stands. */
    public Phase phase() {
        return switch (state.get()) {
            case State.Standby standby -> Phase.STANDBY;
            case State.Tripped tripped -> Phase.TRIPPED;
            case State.Recovering recovering -> Phase.RECOVERING;
        };
    }

    /** Puts it before a handler. */
    public Handler before(Handler next) {
        return exchange -> {
            if (state.get() != STANDBY && !passes(clock.getAsLong())) {
                exchange.answer(FALLBACK);
                return;
            }
            if (trigger.asksForLatency()) {
                exchange.stamp(clock.getAsLong());
            }
            exchange.listen(this);
            next.handle(exchange);
        };
    }

    private boolean passes(long now) {
        State current = state.get();
        if (current instanceof State.Tripped(long until)) {
            if (now - until < 0) {
                return false;
            }
            state.compareAndSet(current, new State.Recovering(now, new AtomicLong()));
            return passes(now);
        }
        if (current instanceof State.Recovering recovering) {
            if (now - recovering.since > RECOVERY_TIME) {
                become(current, STANDBY, "is standing by again");
                return true;
            }
            return recovering.passed.accumulateAndGet(now - recovering.since, CircuitBreaker::share) % 2 != 0;
        }
        return true;
    }

    /**
     * Lets one more pass if the share of what passed stays below half of the share of time that has. The counts of what
     * passed and what did not take 31 and 32 bits, the last bit says what was decided.
     */
    private static long share(long counts, long elapsed) {
        long passed = counts >>> 33;
        long denied = counts >>> 1 & 0xFFFF_FFFFL;
        boolean passes = (double) (passed + 1) / (passed + 1 + denied) < 0.5 * elapsed / RECOVERY_TIME;
        return (passes ? passed + 1 : passed) << 33 | (passes ? denied : denied + 1) << 1 | (passes ? 1 : 0);
    }

    @Override
    public void ended(Exchange exchange, int status, boolean complete) {
        long now = clock.getAsLong();
        trigger.record(exchange.worker().index(), now, status, now - exchange.stamp());
        long due = nextCheck.get();
        if (now - due >= 0 && nextCheck.compareAndSet(due, now + CHECK_PERIOD)) {
            check(now);
        }
    }

    private void check(long now) {
        State current = state.get();
        if (current instanceof State.Tripped || !checking.compareAndSet(false, true)) {
            return;
        }
        try {
            if (trigger.holds(now)) {
                become(current, new State.Tripped(now + FALLBACK_TIME), "trips: " + definition.expression());
                trigger.reset(now);
            }
        } finally {
            checking.set(false);
        }
    }

    private void become(State from, State to, String what) {
        if (state.compareAndSet(from, to)) {
            LOG.warn("circuit breaker of backend {} {}", backend, what);
        }
    }
}
