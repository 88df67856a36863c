package traefik4j.config;

import java.time.Duration;

/**
 * Time-outs towards clients (reference §8.3). Zero means none.
 *
 * @param readTimeout for reading a whole request
 * @param writeTimeout for writing a response, from the end of the request's head
 * @param idleTimeout for a kept-alive connection without a request
 */
public record RespondingTimeouts(Duration readTimeout, Duration writeTimeout, Duration idleTimeout) {
    /** What is in force where nothing is configured. */
    public static final RespondingTimeouts DEFAULT =
            new RespondingTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(3));
}
