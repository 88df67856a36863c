package traefik4j.proxy.balancing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Weighted round robin (reference §4.3): over a full cycle every server gets exactly its weight, and its turns are
 * spread over the cycle. The cycle is worked out once; a pick is a step on it, shared by all event loops without a lock.
 */
final class WeightedRoundRobin {
    private static final int LONGEST_CYCLE = 1 << 16;

    private final int[] cycle;
    private final AtomicInteger position = new AtomicInteger();

    /**
     * The cycle for these weights.
     *
     * @param weights one a server, none negative; 0 means never
     */
    WeightedRoundRobin(int... weights) {
        int divisor = IntStream.of(weights).reduce(0, WeightedRoundRobin::gcd);
        cycle = divisor == 0 ? new int[0] : smooth(scaled(weights, divisor));
    }

    /** The index of the server whose turn it is, or -1 if no server has a weight. */
    int next() {
        if (cycle.length < 2) {
            return cycle.length - 1 < 0 ? -1 : cycle[0];
        }
        int turn = position.getAndIncrement();
        return cycle[Integer.remainderUnsigned(turn, cycle.length)];
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
