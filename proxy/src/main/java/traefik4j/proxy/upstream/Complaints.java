package traefik4j.proxy.upstream;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is wrong with a server, so that the log says it once and not for every connection. Shared by all event loops. */
public final class Complaints {
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final LongSupplier clock;
    private final AtomicReference<@Nullable String> said = new AtomicReference<>();
    private final AtomicLong saidAt;

    /** Nothing yet. */
    public Complaints() {
        this(System::nanoTime);
    }

    Complaints(LongSupplier nanos) {
        clock = nanos;
        saidAt = new AtomicLong(nanos.getAsLong() - QUIET_NANOS);
    }

    /** Whether it should be said now that this is wrong. What comes too soon after something else is said later, if it still holds. */
    public boolean isNews(String reason) {
        if (reason.equals(said.get()) || !maySpeak()) {
            return false;
        }
        said.set(reason);
        return true;
    }

    /** Notes that all is well; whether something else was said before. */
    public boolean areOver() {
        return said.get() != null && said.getAndSet(null) != null;
    }

    /** Addresses of one name that do not agree must not fill the log. */
    private boolean maySpeak() {
        long before = saidAt.get();
        long now = clock.getAsLong();
        return now - before >= QUIET_NANOS && saidAt.compareAndSet(before, now);
    }
}
