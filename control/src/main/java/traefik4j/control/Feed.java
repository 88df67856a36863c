package traefik4j.control;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Loaded;
import traefik4j.config.Problem;

/**
 * What one provider said last: what is in force, what waits for its turn, and what is wrong with its source now. Written
 * by the thread of the provider and by that of the reload loop.
 */
final class Feed {
    private static final Duration FOREVER = Duration.ofDays(1);

    private final String name;
    private final Duration throttle;
    private @Nullable Loaded current;
    private @Nullable Loaded waiting;
    private List<Problem> trouble = List.of();
    private Duration notBefore = Duration.ZERO;
    private boolean heard;

    /** A provider that has said nothing yet, and may be heard at once. */
    Feed(String name, Duration throttle, Duration now) {
        this.name = name;
        this.throttle = throttle;
        this.notBefore = now;
    }

    String name() {
        return name;
    }

    /** Takes a message. A source that cannot be read does not replace what it said when it could (reference §10.6). */
    synchronized void hear(Loaded loaded) {
        if (loaded.isReadable()) {
            waiting = loaded;
            trouble = List.of();
        } else {
            trouble = loaded.problems();
        }
        heard = true;
    }

    /**
     * Puts what waits into force, if its time has come.
     *
     * @param places whether it matters where things are written, as there are problems to point at
     * @return whether that changes anything
     */
    synchronized boolean advance(Duration now, boolean places) {
        heard = false;
        Loaded next = waiting;
        if (next == null || now.compareTo(notBefore) < 0) {
            return false;
        }
        boolean same = isSame(current, next, places);
        current = next;
        waiting = null;
        if (!same) {
            notBefore = now.plus(throttle);
        }
        return !same;
    }

    private static boolean isSame(@Nullable Loaded before, Loaded next, boolean places) {
        if (before == null || !before.configuration().equals(next.configuration())) {
            return false;
        }
        return before.equals(next) || (!places && next.problems().isEmpty());
    }

    /** How long nothing has to be done. */
    synchronized Duration idle(Duration now) {
        if (heard) {
            return Duration.ZERO;
        }
        return waiting == null ? FOREVER : notBefore.minus(now);
    }

    /** Whether its first message has been dealt with. */
    synchronized boolean hasSpoken() {
        return waiting == null && (current != null || !trouble.isEmpty());
    }

    /** What is in force; null if it has said nothing readable yet. */
    synchronized @Nullable Loaded current() {
        return current;
    }

    /** What is wrong with its source now. */
    synchronized List<Problem> trouble() {
        return trouble;
    }
}
