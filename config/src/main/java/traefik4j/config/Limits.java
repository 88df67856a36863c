package traefik4j.config;

import java.time.Duration;

/**
 * What a stranger may cost: sizes and times an entry point allows, section {@code [limits]}. Traefik 1.x has none of
 * these. A duration of zero switches that limit off.
 *
 * @param maxHeaderBytes bytes of a request or response head, request line included; above: 431
 * @param maxHeaderCount header fields of a message; above: 431
 * @param maxUriBytes bytes of a request target; above: 414
 * @param headerReadTimeout from the first byte of a head to its last, and from accept to the first byte; above: 408
 * @param minBodyRate bytes a second a request body has to bring, measured over 10 s; 0 switches it off; below: 408
 * @param writeStallTimeout how long a client may take nothing of an answer that waits for it; above: connection closed
 */
public record Limits(
        int maxHeaderBytes,
        int maxHeaderCount,
        int maxUriBytes,
        Duration headerReadTimeout,
        int minBodyRate,
        Duration writeStallTimeout) {
    /** What is in force where nothing is configured. */
    public static final Limits DEFAULT =
            new Limits(64 << 10, 256, 32 << 10, Duration.ofSeconds(10), 100, Duration.ofMinutes(1));
}
