package traefik4j.proxy.breaker;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How many responses of several kinds of status codes there were in the last ten seconds, in buckets of one second. Each
 * event loop counts for itself; whoever asks adds up.
 */
public final class RollingCounts {
    private static final int BUCKETS = 10;
    private static final int CODES = 1000;
    private static final int PADDING = 32;
    private static final long SECOND = 1_000_000_000L;

    private final int[][] kindsOfCode;
    private final Share[] shares;
    private final AtomicInteger generation = new AtomicInteger();

    /**
     * Nothing counted yet.
     *
     * @param kinds which status codes belong to each kind
     * @param workers the number of event loops
     */
    public RollingCounts(List<IntPredicate> kinds, int workers) {
        kindsOfCode = IntStream.range(0, CODES)
                .mapToObj(code -> IntStream.range(0, kinds.size())
                        .filter(kind -> kinds.get(kind).test(code))
                        .toArray())
                .toArray(int[][]::new);
        shares = IntStream.range(0, workers)
                .mapToObj(worker -> new Share(kinds.size()))
                .toArray(Share[]::new);
    }

    /** Counts a response; called on the event loop of this number. */
    public void record(int worker, long now, int status) {
        shares[worker].record(kindsOfCode[status], Math.floorDiv(now, SECOND), generation.get());
    }

    /** The responses of a kind in the last ten seconds. */
    public long count(int kind, long now) {
        long second = Math.floorDiv(now, SECOND);
        int current = generation.get();
        long sum = 0;
        for (Share share : shares) {
            sum += share.count(kind, second, current);
        }
        return sum;
    }

    /** Forgets everything. */
    void reset() {
        generation.incrementAndGet();
    }

    /** What one event loop has counted. It alone writes; others may read a little late. */
    private static final class Share {
        private final int kinds;
        private final AtomicLongArray seconds = new AtomicLongArray(BUCKETS + 1);
        private final AtomicIntegerArray counts;

        Share(int kinds) {
            this.kinds = kinds;
            counts = new AtomicIntegerArray(BUCKETS * kinds + PADDING);
            for (int i = 0; i < BUCKETS; i++) {
                seconds.setPlain(i, Long.MIN_VALUE);
            }
        }

        void record(int[] of, long second, int generation) {
            int bucket = Math.floorMod(second, BUCKETS);
            if (seconds.getPlain(BUCKETS) != generation) {
                for (int i = 0; i < BUCKETS; i++) {
                    clear(i, Long.MIN_VALUE);
                }
                seconds.setRelease(BUCKETS, generation);
            }
            if (seconds.getPlain(bucket) != second) {
                clear(bucket, second);
            }
            for (int kind : of) {
                int at = bucket * kinds + kind;
                counts.setOpaque(at, counts.getPlain(at) + 1);
            }
        }

        private void clear(int bucket, long second) {
            for (int kind = 0; kind < kinds; kind++) {
                counts.setOpaque(bucket * kinds + kind, 0);
            }
            seconds.setRelease(bucket, second);
        }

        long count(int kind, long second, int generation) {
            if (seconds.getAcquire(BUCKETS) != generation) {
                return 0;
            }
            long sum = 0;
            for (int bucket = 0; bucket < BUCKETS; bucket++) {
                long of = seconds.getAcquire(bucket);
                if (of > second - BUCKETS && of <= second) {
                    sum += counts.getOpaque(bucket * kinds + kind);
                }
            }
            return sum;
        }
    }
}
