package traefik4j.config;

/**
 * How many requests a backend may be busy with at the same time for one source (reference §4.7).
 *
 * @param amount how many; 0 for any number
 * @param extractorFunc what tells the sources apart, see {@link Extractor}
 */
public record MaxConn(long amount, String extractorFunc) {}
