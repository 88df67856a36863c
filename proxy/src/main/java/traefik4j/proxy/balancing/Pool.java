package traefik4j.proxy.balancing;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.HashOn;
import traefik4j.config.HealthCheck.Passive;
import traefik4j.config.LoadBalancer;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.health.Target;

/**
 * The servers of a backend and the choice among those that can be asked. Event loops read the choice; it is made anew,
 * by one thread at a time, when a server comes or goes, warms up, or is given another weight.
 */
final class Pool {
    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);

    private final LoadBalancer definition;
    private final LongSupplier clock;
    private final Candidate[] candidates;
    private final @Nullable DynamicWeights dynamic;
    private final @Nullable Ejection ejection;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile @Nullable Available available;
    private volatile @Nullable Choice choice;
    private volatile boolean waits;
    private volatile long wake;

    /**
     * Servers that can all be asked.
     *
     * @param passive when servers that fail are left alone; null for never
     * @param workers the number of event loops
     */
    Pool(
            LoadBalancer definition,
            @Nullable Passive passive,
            List<Candidate> candidates,
            int workers,
            LongSupplier clock) {
        this.definition = definition;
        this.clock = clock;
        this.candidates = candidates.toArray(Candidate[]::new);
        dynamic = definition.is("drr") ? new DynamicWeights(candidates.size(), workers, clock.getAsLong()) : null;
        ejection = passive == null ? null : new Ejection(passive, candidates.size());
        if (!definition.is("wrr") || passive != null) {
            candidates.forEach(candidate -> candidate.watch(this::ended));
        }
        arrange();
    }

    /** Its servers. */
    Candidate[] candidates() {
        return candidates;
    }

    /** Its servers, for whoever looks at their health. */
    List<Target> targets() {
        return Arrays.stream(candidates).map(this::target).toList();
    }

    private Target target(Candidate candidate) {
        return new Target() {
            @Override
            public String url() {
                return candidate.member().server().url();
            }

            @Override
            public boolean isHealthy() {
                return candidate.member().isHealthy();
            }

            @Override
            public void healthy() {
                up(candidate);
            }

            @Override
            public void unhealthy() {
                down(candidate);
            }
        };
    }

    /** The server for this exchange, rather one that was not tried yet; null if there is none. */
    @Nullable
    Candidate next(Exchange exchange) {
        if (waits && clock.getAsLong() - wake >= 0) {
            arrange();
        }
        Choice current = choice;
        if (current == null) {
            return null;
        }
        int number = current.next(exchange);
        return candidates[exchange.hasTried(number) ? untried(exchange, number) : number];
    }

    private int untried(Exchange exchange, int tried) {
        Available now = available;
        int[] numbers = now == null ? new int[0] : now.numbers();
        for (int number : numbers) {
            if (!exchange.hasTried(number)) {
                return number;
            }
        }
        return tried;
    }

    /** Why there is no server to be asked (reference §4.1). */
    Failure whyNone() {
        return Arrays.stream(candidates).anyMatch(Candidate::weighsNothing) ? Failure.INTERNAL : Failure.NO_SERVER;
    }

    /** A server can be asked again. */
    void up(Candidate candidate) {
        candidate.member().up(clock.getAsLong());
        arrange();
    }

    /** A server can be asked no longer. */
    void down(Candidate candidate) {
        candidate.member().down();
        arrange();
    }

    private void ended(Candidate candidate, Exchange exchange, int status) {
        if (ejection != null && Ejection.isFailure(status)) {
            failed(ejection, candidate);
        }
        if (dynamic == null) {
            return;
        }
        long now = clock.getAsLong();
        if (dynamic.record(candidate.number(), exchange.worker().index(), now, status)) {
            adjust(dynamic, now);
        }
    }

    private synchronized void failed(Ejection by, Candidate candidate) {
        long now = clock.getAsLong();
        boolean isLast = Arrays.stream(candidates)
                .noneMatch(other -> other != candidate && other.member().isUp());
        if (by.failed(candidate.number(), now) && !isLast) {
            LOG.warn(
                    "server {} fails and is left alone for {}",
                    candidate.member().server().url(),
                    Duration.ofNanos(by.nanos()));
            candidate.member().eject(now + by.nanos());
            arrange();
        }
    }

    private synchronized void adjust(DynamicWeights weights, long now) {
        if (weights.adjust(now)) {
            arrange();
        }
    }

    /** Makes the choice anew. */
    synchronized void arrange() {
        long now = clock.getAsLong();
        waits = false;
        for (Candidate candidate : candidates) {
            if (candidate.member().isEjected(now)) {
                wake(candidate.member().ejectedUntil());
            }
        }
        int[] numbers = takingNew(false);
        if (numbers.length == 0) {
            numbers = takingNew(true);
        }
        Available next = new Available(candidates, numbers, weights(numbers, now));
        available = next;
        choice = numbers.length == 0 ? null : choice(next);
    }

    /** Has the choice made anew at this time, or earlier. */
    private void wake(long time) {
        wake = waits && wake - time < 0 ? wake : time;
        waits = true;
    }

    private int[] takingNew(boolean backup) {
        return IntStream.range(0, candidates.length)
                .filter(number -> candidates[number].takesNew(backup))
                .toArray();
    }

    private int[] weights(int[] numbers, long now) {
        int[] configured =
                IntStream.of(numbers).map(number -> candidates[number].weight()).toArray();
        int[] weights = dynamic == null ? configured : dynamic.weights(numbers, configured);
        long slowStart = definition.slowStart().toNanos();
        if (slowStart == 0) {
            return weights;
        }
        int[] warmth = IntStream.of(numbers)
                .map(number -> candidates[number].member().warmth(now, slowStart))
                .toArray();
        if (IntStream.of(warmth).anyMatch(hundredths -> hundredths < 100)) {
            wake(now + slowStart / 10);
        }
        return IntStream.range(0, weights.length)
                .map(i -> (int) Math.min(Integer.MAX_VALUE / 2, (long) weights[i] * warmth[i]))
                .toArray();
    }

    private Choice choice(Available of) {
        if (definition.is("leastConn")) {
            return new LeastConnections(of, turn);
        }
        if (definition.is("p2c")) {
            return new PowerOfTwo(of, bound -> ThreadLocalRandom.current().nextInt(bound));
        }
        if (definition.is("hash")) {
            HashKey key = HashKey.of(HashOn.parse(definition.hashOn()));
            return new ConsistentHash(of, key, definition.boundedLoad());
        }
        return new WeightedRoundRobin(of, turn);
    }
}
