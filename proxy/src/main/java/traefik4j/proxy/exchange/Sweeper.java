package traefik4j.proxy.exchange;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time-outs of an event loop. Instead of a timer for every step of every exchange, each connection remembers its
 * deadlines and is looked at a few times a second, so that setting or clearing one costs a field.
 */
public final class Sweeper {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private @Nullable Swept[] entries = new Swept[64];
    private int count;

    /** Something with deadlines. It keeps the slot it is told, and does nothing else with it. */
    public interface Swept {
        /** Looks at its deadlines; {@code now} is {@link System#nanoTime}. It may remove itself. */
        void sweep(long now);

        /** The slot it was told last. */
        int slot();

        /** Tells it its slot. */
        void slot(int slot);
    }

    /** Looks at this one from now on. */
    public void add(Swept entry) {
        if (count == entries.length) {
            entries = Arrays.copyOf(entries, count * 2);
        }
        entry.slot(count);
        entries[count++] = entry;
    }

    /** Looks at it no longer; it has to have been added. */
    public void remove(Swept entry) {
        Swept last = entries[--count];
        entries[count] = null;
        if (last != null && entry.slot() != count) {
            entries[entry.slot()] = last;
            last.slot(entry.slot());
        }
    }

    /** The number of entries. */
    public int count() {
        return count;
    }

    /** Looks at all of them. */
    public void sweep(long now) {
        for (int i = count - 1; i >= 0; i--) {
            Swept entry = i < count ? entries[i] : null;
            if (entry != null) {
                sweep(entry, now);
            }
        }
    }

    /** One that fails, for want of memory say, must not be the end of everybody's time-outs; it is tried again. */
    private static void sweep(Swept entry, long now) {
        try {
            entry.sweep(now);
        } catch (RuntimeException | OutOfMemoryError failure) {
            LOG.error("time-outs: {}", failure, failure);
        }
    }
}
