package traefik4j.proxy.breaker;

import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * How long responses took over the last minute, in six windows of ten seconds (reference §4.6). Each event loop records
 * for itself; whoever asks, one at a time, gathers.
 */
final class Latencies {
    private static final int WINDOWS = 6;
    private static final long WINDOW = 10_000_000_000L;
    private static final long LONGEST_MICROS = 3_600_000_000L;
    private static final int DIGITS = 2;

    private final SingleWriterRecorder[] recorders;
    private final Histogram[] gathered;
    private final Histogram[] windows;
    private final Histogram all = new Histogram(LONGEST_MICROS, DIGITS);
    private int current;
    private long since;

    /**
     * Nothing recorded yet.
     *
     * @param workers the number of event loops
     */
    Latencies(int workers, long now) {
        since = now;
        recorders = IntStream.range(0, workers)
                .mapToObj(worker -> new SingleWriterRecorder(LONGEST_MICROS, DIGITS))
                .toArray(SingleWriterRecorder[]::new);
        gathered = new Histogram[workers];
        windows = IntStream.range(0, WINDOWS)
                .mapToObj(window -> new Histogram(LONGEST_MICROS, DIGITS))
                .toArray(Histogram[]::new);
    }

    /** Records how long a response took; called on the event loop of this number. */
    void record(int worker, long nanos) {
        recorders[worker].recordValue(Math.clamp(nanos / 1_000, 1, LONGEST_MICROS));
    }

    /** What that percentage of responses did not exceed, in whole milliseconds; 0 if there were none. */
    long millisAtPercentile(double percentile, long now) {
        gather();
        turn(now);
        return all.getValueAtPercentile(percentile) / 1_000;
    }

    /** Forgets everything. */
    void reset(long now) {
        gather();
        for (Histogram window : windows) {
            window.reset();
        }
        all.reset();
        since = now;
    }

    private void gather() {
        for (int i = 0; i < recorders.length; i++) {
            Histogram latest = recorders[i].getIntervalHistogram(gathered[i]);
            gathered[i] = latest;
            windows[current].add(latest);
            all.add(latest);
        }
    }

    private void turn(long now) {
        if (now - since < WINDOW) {
            return;
        }
        for (long passed = Math.min((now - since) / WINDOW, WINDOWS); passed > 0; passed--) {
            current = (current + 1) % WINDOWS;
            windows[current].reset();
        }
        since += (now - since) / WINDOW * WINDOW;
        all.reset();
        for (Histogram window : windows) {
            all.add(window);
        }
    }
}
