package traefik4j.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Traefik 1.x writes them: {@code 1m30s}, {@code 100ms}, or bare digits for seconds (reference §1.1). */
public final class GoDuration {
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final Pattern PART = Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
    private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int LONGEST_TEXT = 100;

    private GoDuration() {}

    /** The duration, with bare digits taken as seconds; empty if the text is none or exceeds 292 years. */
    public static Optional<Duration> parse(String text) {
        return text.matches("[+-]?\\d{1,18}") ? parseStrictly(text + "s") : parseStrictly(text);
    }

    /** The duration as Go's {@code time.ParseDuration} reads it: a unit is required, except for {@code 0}. */
    public static Optional<Duration> parseStrictly(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String digits = signed ? text.substring(1) : text;
        if (digits.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (digits.isEmpty() || digits.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        return sum(digits).map(duration -> text.startsWith("-") ? duration.negated() : duration);
    }

    private static Optional<Duration> sum(String text) {
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(text);
        int end = 0;
        while (end < text.length() && part.find(end) && part.start() == end) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
            end = part.end();
        }
        return end < text.length() || nanos.compareTo(LONGEST) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(nanos.longValue()));
    }

    private static long nanosOf(String unit) {
        Long nanos = NANOS.get(unit);
        if (nanos == null) {
            throw new IllegalArgumentException(unit);
        }
        return nanos;
    }

    /** The text Go prints: {@code 1m30s}, {@code 1.5s}, {@code 100ms}, {@code 0s}. */
    public static String format(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos < 0) {
            return "-" + format(duration.negated());
        }
        if (nanos < 1_000_000_000L) {
            return nanos == 0 ? "0s" : belowASecond(nanos);
        }
        long seconds = nanos / 1_000_000_000L;
        long hours = seconds / 3600;
        long minutes = seconds / 60 % 60;
        String text = fraction(nanos % 60_000_000_000L, 9) + "s";
        return (hours > 0 ? hours + "h" : "") + (seconds >= 60 ? minutes + "m" : "") + text;
    }

    private static String belowASecond(long nanos) {
        if (nanos < 1_000) {
            return nanos + "ns";
        }
        return nanos < 1_000_000 ? fraction(nanos, 3) + "µs" : fraction(nanos, 6) + "ms";
    }

    private static String fraction(long number, int digits) {
        return BigDecimal.valueOf(number, digits).stripTrailingZeros().toPlainString();
    }
}
