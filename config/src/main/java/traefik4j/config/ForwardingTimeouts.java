package traefik4j.config;

import java.time.Duration;

/**
 * Time-outs towards servers (reference §8.3). Zero means none.
 *
 * @param dialTimeout for connecting
 * @param responseHeaderTimeout from the end of the request to the head of the response
 */
public record ForwardingTimeouts(Duration dialTimeout, Duration responseHeaderTimeout) {
    /** What is in force where nothing is configured. */
    public static final ForwardingTimeouts DEFAULT = new ForwardingTimeouts(Duration.ofSeconds(30), Duration.ZERO);
}
