package traefik4j.control;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: longer each time, and never twice the same (reference §5.1). */
public final class BackOff {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration LONG_RUN = Duration.ofSeconds(30);
    private static final double GROWTH = 1.5;

    private final RandomGenerator random;
    private Duration interval = FIRST;

    /** Begins with the shortest pause. */
    public BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause after an attempt, half to one and a half times the interval; a long one starts it all over. */
    public Duration after(Duration attempt) {
        if (attempt.compareTo(LONG_RUN) >= 0) {
            interval = FIRST;
        }
        Duration pause = times(interval, 0.5 + random.nextDouble());
        Duration longer = times(interval, GROWTH);
        interval = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        return pause;
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofNanos(Math.round(duration.toNanos() * factor));
    }
}
