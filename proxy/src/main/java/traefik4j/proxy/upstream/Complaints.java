package traefik4j.proxy.upstream;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What is wrong with a server, so that the log says it once and not for every connection. Shared by all event loops. */
final class Complaints {
    private static final long QUIET_NANOS = 10_000_000_000L;

    private final AtomicReference<@Nullable String> last = new AtomicReference<>();
    private final AtomicLong saidAt = new AtomicLong(System.nanoTime() - QUIET_NANOS);

    /** Notes what is wrong; whether that should be said. */
    boolean isNews(String reason) {
        return !Objects.equals(last.getAndSet(reason), reason) && maySpeak();
    }

    /** Notes that all is well; whether it was not before. */
    boolean areOver() {
        return last.get() != null && last.getAndSet(null) != null;
    }

    /** Addresses of one name that do not agree must not fill the log. */
    private boolean maySpeak() {
        long before = saidAt.get();
        long now = System.nanoTime();
        return now - before >= QUIET_NANOS && saidAt.compareAndSet(before, now);
    }
}
