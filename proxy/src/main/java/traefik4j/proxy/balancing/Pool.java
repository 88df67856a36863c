package traefik4j.proxy.balancing;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import traefik4j.config.HashOn;
import traefik4j.config.LoadBalancer;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;

/**
 * The servers of a backend and the choice among those that can be asked. Event loops read the choice; it is made anew,
 * by one thread at a time, when a server comes or goes, warms up, or is given another weight.
 */
final class Pool {
    private final LoadBalancer definition;
    private final LongSupplier clock;
    private final Candidate[] candidates;
    private final @Nullable DynamicWeights dynamic;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile @Nullable Available available;
    private volatile @Nullable Choice choice;
    private volatile boolean waits;
    private volatile long wake;

    /**
     * Servers that can all be asked.
     *
     * @param workers the number of event loops
     */
    Pool(LoadBalancer definition, List<Candidate> candidates, int workers, LongSupplier clock) {
        this.definition = definition;
        this.clock = clock;
        this.candidates = candidates.toArray(Candidate[]::new);
        dynamic = definition.is("drr") ? new DynamicWeights(candidates.size(), workers, clock.getAsLong()) : null;
        if (!definition.is("wrr")) {
            candidates.forEach(candidate -> candidate.watch(this::ended));
        }
        arrange();
    }

    /** Its servers. */
    Candidate[] candidates() {
        return candidates;
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
        if (dynamic == null) {
            return;
        }
        long now = clock.getAsLong();
        if (dynamic.record(candidate.number(), exchange.worker().index(), now, status)) {
            adjust(dynamic, now);
        }
    }

    private synchronized void adjust(DynamicWeights weights, long now) {
        if (weights.adjust(now)) {
            arrange();
        }
    }

    private synchronized void arrange() {
        int[] numbers = takingNew(false);
        if (numbers.length == 0) {
            numbers = takingNew(true);
        }
        long now = clock.getAsLong();
        Available next = new Available(candidates, numbers, weights(numbers, now));
        available = next;
        choice = numbers.length == 0 ? null : choice(next);
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
        waits = IntStream.of(warmth).anyMatch(hundredths -> hundredths < 100);
        wake = now + slowStart / 10;
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
