package traefik4j.app;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the heap collected before what replaced configurations leave behind makes it grow. The collector would wait until the
 * heap has reached its bound, a quarter of the machine's memory, as what lives long is old to it; and each of its pauses is
 * longer where it has to move things into memory that was never used before. Used by the thread that reloads, alone.
 */
final class Leftovers {
    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final long MEBIBYTE = 1 << 20;
    private static final long UNNOTICED = 32 * MEBIBYTE;
    private static final int TIMES = 3;

    private final LongSupplier used;
    private final Runnable collector;
    private boolean started;
    private long kept;

    /** Those of this JVM. */
    Leftovers() {
        this(() -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(), System::gc);
    }

    /**
     * Those of some heap.
     *
     * @param used how many bytes of it are in use
     * @param collector collects it
     */
    Leftovers(LongSupplier used, Runnable collector) {
        this.used = used;
        this.collector = collector;
    }

    /**
     * A configuration is in force: collects if far more is in use than was left the last time. Not during the start, of
     * which about half is taken to be left.
     */
    void afterChange() {
        long now = used.getAsLong();
        if (!started) {
            kept = now / 2;
        } else if (now > TIMES * kept + UNNOTICED) {
            collector.run();
            kept = used.getAsLong();
            LOG.debug("{} MiB of the heap were in use, {} are", now / MEBIBYTE, kept / MEBIBYTE);
        }
        started = true;
    }
}
