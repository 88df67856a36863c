package traefik4j.config;

/**
 * When a backend is left alone for a while because it does badly (reference §4.6).
 *
 * @param expression the condition on which it trips
 * @param minimumRequests how many requests the last ten seconds must have seen before it may; 0 as in Traefik 1.x
 */
public record CircuitBreaker(String expression, int minimumRequests) {}
