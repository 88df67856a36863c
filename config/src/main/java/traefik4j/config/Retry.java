package traefik4j.config;

/**
 * That a request is given to another server when one cannot be reached (reference §4.8).
 *
 * @param attempts the number of tries in all; 0 for as many as the backend has servers
 */
public record Retry(int attempts) {}
