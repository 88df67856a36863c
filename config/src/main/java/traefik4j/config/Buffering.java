package traefik4j.config;

/**
 * That requests and responses are read as a whole before they are passed on (reference §4.11).
 *
 * @param maxRequestBodyBytes the largest body of a request; 0 for any
 * @param memRequestBodyBytes how much of it is kept in memory, the rest in a file; 0 for the usual amount
 * @param maxResponseBodyBytes the largest body of a response; 0 for any
 * @param memResponseBodyBytes how much of it is kept in memory; 0 for the usual amount
 * @param retryExpression the condition on which a request is sent once more; empty for never
 */
public record Buffering(
        long maxRequestBodyBytes,
        long memRequestBodyBytes,
        long maxResponseBodyBytes,
        long memResponseBodyBytes,
        String retryExpression) {}
