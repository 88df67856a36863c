package traefik4j.config;

import java.time.Duration;
import java.util.Map;

/**
 * How often one source may ask a frontend (reference §3.11).
 *
 * @param rateSet the rates by name, all of which hold; empty for no limit
 * @param extractorFunc what tells the sources apart, see {@link Extractor}
 */
public record RateLimit(Map<String, Rate> rateSet, String extractorFunc) {
    /** Copies the map, keeping its order. */
    public RateLimit {
        rateSet = OrderedMap.copyOf(rateSet);
    }

    /**
     * A number of requests in a period, as a bucket of tokens.
     *
     * @param period the period
     * @param average the tokens that come in a period
     * @param burst the tokens the bucket holds
     */
    public record Rate(Duration period, long average, long burst) {}
}
