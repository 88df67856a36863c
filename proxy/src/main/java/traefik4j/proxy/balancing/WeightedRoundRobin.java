package traefik4j.proxy.balancing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import traefik4j.proxy.exchange.Exchange;

/**
 * {@code wrr}: weighted round robin (reference §4.3). Over a full cycle every server gets exactly its weight, and its
 * turns are spread over the cycle. The cycle is worked out once; a choice is a step on it, shared by all event loops
 * without a lock.
 */
public final class WeightedRoundRobin implements Choice {
    private static final int LONGEST_CYCLE = 1 << 16;

    private final int[] cycle;
    private final AtomicInteger turn;

    /**
     * The cycle of these servers.
     *
     * @param turn whose turn it is, counted from 0
     */
    WeightedRoundRobin(Available available, AtomicInteger turn) {
        this.turn = turn;
        cycle = IntStream.of(cycle(available.weights()))
                .map(place -> available.numbers()[place])
                .toArray();
    }

    /** The places of these weights in the order of their turns; at least one has to be positive. */
    public static int[] cycle(int[] weights) {
        return smooth(scaled(weights, IntStream.of(weights).reduce(0, WeightedRoundRobin::gcd)));
    }

    @Override
    public int next(Exchange exchange) {
        return cycle.length == 1 ? cycle[0] : cycle[Integer.remainderUnsigned(turn.getAndIncrement(), cycle.length)];
    }

    /** The weights in lowest terms; where their cycle would still be too long, the nearest shares that fit. */
    private static int[] scaled(int[] weights, int divisor) {
        long sum = IntStream.of(weights).asLongStream().sum() / divisor;
        if (sum <= LONGEST_CYCLE) {
            return IntStream.of(weights).map(weight -> weight / divisor).toArray();
        }
        double scale = (double) (LONGEST_CYCLE / 2) / sum / divisor;
        return IntStream.of(weights)
                .map(weight -> weight == 0 ? 0 : Math.max(1, (int) Math.round(weight * scale)))
                .toArray();
    }

    /** Each turn everybody gains its weight, and who then has most pays the sum of all. */
    private static int[] smooth(int[] weights) {
        int sum = IntStream.of(weights).sum();
        int[] turns = new int[sum];
        long[] credit = new long[weights.length];
        for (int turn = 0; turn < sum; turn++) {
            int best = 0;
            for (int i = 0; i < weights.length; i++) {
                credit[i] += weights[i];
                if (credit[i] > credit[best]) {
                    best = i;
                }
            }
            credit[best] -= sum;
            turns[turn] = best;
        }
        return turns;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
