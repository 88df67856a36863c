package traefik4j.proxy.trial;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock that moves only when told. It begins below zero, as {@link System#nanoTime} may. */
public final class ManualClock implements LongSupplier {
    private final AtomicLong now = new AtomicLong(-5_250_000_000L);

    @Override
    public long getAsLong() {
        return now.get();
    }

    /** Moves on. */
    public void advance(Duration time) {
        now.addAndGet(time.toNanos());
    }

    /** Moves on by so many milliseconds. */
    public void advance(long millis) {
        advance(Duration.ofMillis(millis));
    }
}
