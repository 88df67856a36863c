package traefik4j.proxy.balancing;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import traefik4j.proxy.breaker.RollingCounts;

/**
 * {@code drr}: weights that follow how servers do (reference §4.4). Servers whose share of errors stands out get less,
 * because the others get more; when none stands out, the weights go back to what was configured.
 */
final class DynamicWeights {
    private static final long BACK_OFF = 10_000_000_000L;
    private static final long LOOK_AGAIN = 100_000_000L;
    private static final int READY = 10;
    private static final int FACTOR = 4;
    private static final int MOST = 4096;
    private static final double OUTLIER = 1.5;
    private static final List<IntPredicate> ERRORS_AND_OTHERS =
            List.of(code -> code >= 500 && code <= 504, code -> code < 500 || code > 504);

    private final Meter[] meters;
    private final AtomicLong nextLook;
    private int[] numbers = new int[0];
    private int[] original = new int[0];
    private int[] current = new int[0];

    /**
     * Nothing is known yet.
     *
     * @param servers the number of servers of the pool
     * @param workers the number of event loops
     */
    DynamicWeights(int servers, int workers, long now) {
        meters = IntStream.range(0, servers)
                .mapToObj(server -> new Meter(workers))
                .toArray(Meter[]::new);
        nextLook = new AtomicLong(now);
    }

    /** Counts a response of a server; called on the event loop of this number. True if the weights should be looked at. */
    boolean record(int server, int worker, long now, int status) {
        meters[server].record(worker, now, status);
        long due = nextLook.get();
        return now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_AGAIN);
    }

    /** The weights of the servers that can be asked; if these are others than before, what they were given. */
    int[] weights(int[] servers, int[] configured) {
        if (!Arrays.equals(servers, numbers) || !Arrays.equals(configured, original)) {
            numbers = servers.clone();
            original = configured.clone();
            current = configured.clone();
        }
        return current.clone();
    }

    /** Looks at how servers do; true if weights change. For one caller at a time. */
    boolean adjust(long now) {
        if (numbers.length < 2 || !IntStream.of(numbers).allMatch(number -> meters[number].isReady())) {
            return false;
        }
        double[] ratings = IntStream.of(numbers)
                .mapToDouble(number -> meters[number].rating(now))
                .toArray();
        boolean[] good = good(ratings);
        boolean changed = standsOut(good) ? raise(good) : converge();
        if (changed) {
            normalize();
            nextLook.set(now + BACK_OFF);
        }
        return changed;
    }

    private static boolean standsOut(boolean[] good) {
        for (boolean each : good) {
            if (each != good[0]) {
                return true;
            }
        }
        return false;
    }

    private boolean raise(boolean[] good) {
        boolean changed = false;
        for (int i = 0; i < current.length; i++) {
            if (good[i] && current[i] * FACTOR <= MOST) {
                current[i] *= FACTOR;
                changed = true;
            }
        }
        return changed;
    }

    private boolean converge() {
        boolean changed = false;
        for (int i = 0; i < current.length; i++) {
            if (current[i] != original[i]) {
                current[i] = Math.max(original[i], current[i] / FACTOR);
                changed = true;
            }
        }
        return changed;
    }

    private void normalize() {
        int divisor = IntStream.of(current).reduce(0, DynamicWeights::gcd);
        for (int i = 0; i < current.length; i++) {
            current[i] /= divisor;
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Which of these values do not stand out above the others. */
    static boolean[] good(double[] values) {
        double[] sample = values.length % 2 == 0 ? Arrays.copyOf(values, values.length + 1) : values;
        double median = median(sample);
        double deviation = median(
                DoubleStream.of(sample).map(value -> Math.abs(value - median)).toArray());
        boolean[] good = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            good[i] = values[i] <= (median + deviation) * OUTLIER;
        }
        return good;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** What a server answered in the last ten seconds, and whether that is enough to judge it. */
    private static final class Meter {
        private final RollingCounts counts;
        private final AtomicLong[] lastSecond = {new AtomicLong(Long.MIN_VALUE), new AtomicLong(Long.MIN_VALUE)};
        private final AtomicInteger touched = new AtomicInteger();

        Meter(int workers) {
            counts = new RollingCounts(ERRORS_AND_OTHERS, workers);
        }

        void record(int worker, long now, int status) {
            counts.record(worker, now, status);
            if (touched.get() < READY) {
                AtomicLong last = lastSecond[ERRORS_AND_OTHERS.getFirst().test(status) ? 0 : 1];
                long second = Math.floorDiv(now, 1_000_000_000L);
                long before = last.get();
                if (before != second && last.compareAndSet(before, second)) {
                    touched.incrementAndGet();
                }
            }
        }

        boolean isReady() {
            return touched.get() >= READY;
        }

        double rating(long now) {
            long errors = counts.count(0, now);
            long all = errors + counts.count(1, now);
            return all == 0 ? 0 : (double) errors / all;
        }
    }
}
