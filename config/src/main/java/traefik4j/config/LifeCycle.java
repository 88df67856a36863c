package traefik4j.config;

import java.time.Duration;

/**
 * How the program stops (reference §8.2).
 *
 * @param requestAcceptGraceTimeout how long requests are still accepted after the signal, while ping answers 503
 * @param graceTimeOut how long requests in flight may then take
 */
public record LifeCycle(Duration requestAcceptGraceTimeout, Duration graceTimeOut) {
    /** What is in force where nothing is configured. */
    public static final LifeCycle DEFAULT = new LifeCycle(Duration.ZERO, Duration.ofSeconds(10));
}
