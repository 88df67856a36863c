package traefik4j.config.expression;

import java.util.Map;

/**
 * The functions a condition may ask.
 *
 * @param functions what each takes and gives, by its name
 */
public record Vocabulary(Map<String, Signature> functions) {
    /** What a circuit breaker may ask (reference §4.6). */
    public static final Vocabulary CIRCUIT_BREAKER = new Vocabulary(Map.of(
            "NetworkErrorRatio", new Signature(0, Result.NUMBER),
            "ResponseCodeRatio", new Signature(4, Result.NUMBER),
            "LatencyAtQuantileMS", new Signature(1, Result.NUMBER)));

    /** What a repetition of a buffered request may depend on (reference §4.11). */
    public static final Vocabulary RETRY = new Vocabulary(Map.of(
            "IsNetworkError", new Signature(0, Result.TRUTH),
            "Attempts", new Signature(0, Result.NUMBER),
            "ResponseCode", new Signature(0, Result.NUMBER),
            "RequestMethod", new Signature(0, Result.TEXT)));

    /** Copies the map. */
    public Vocabulary {
        functions = Map.copyOf(functions);
    }

    /** What a function gives. */
    public enum Result {
        /** A number. */
        NUMBER,
        /** A text. */
        TEXT,
        /** True or false. */
        TRUTH
    }

    /**
     * What a function takes and gives.
     *
     * @param parameters how many numbers it takes
     * @param result what it gives
     */
    public record Signature(int parameters, Result result) {}
}
