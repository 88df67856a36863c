package traefik4j.proxy.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import traefik4j.config.Extractor;
import traefik4j.config.GoDuration;
import traefik4j.config.RateLimit;
import traefik4j.config.RateLimit.Rate;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;

/**
 * {@code rateLimit}: how often one source may ask (reference §3.11). Instead of a number of tokens each bucket keeps the
 * moment at which it will be full again, which one atomic number can hold.
 */
public final class RateLimiter {
    private static final int MOST_SOURCES = 65_536;
    private static final int PERIODS_KEPT = 10;

    private final RateLimit definition;
    private final LongSupplier clock;
    private final Source source;
    private final long[] perToken;
    private final long[] tolerance;
    private final Cache<Object, AtomicLongArray> sources;

    /**
     * All buckets are full.
     *
     * @param clock nanoseconds, as {@link System#nanoTime}
     * @throws IllegalArgumentException if the extractor is none
     */
    public RateLimiter(RateLimit definition, LongSupplier clock) {
        this.definition = definition;
        this.clock = clock;
        source = Source.of(Extractor.parse(definition.extractorFunc()));
        Map<Duration, Rate> byPeriod = new LinkedHashMap<>();
        definition.rateSet().values().forEach(rate -> byPeriod.put(rate.period(), rate));
        perToken = byPeriod.values().stream().mapToLong(RateLimiter::perToken).toArray();
        tolerance = byPeriod.values().stream()
                .mapToLong(rate -> saturated(perToken(rate), rate.burst() - 1))
                .toArray();
        Duration longest = byPeriod.keySet().stream().max(Duration::compareTo).orElse(Duration.ZERO);
        sources = Caffeine.newBuilder()
                .maximumSize(MOST_SOURCES)
                .expireAfterAccess(longest.multipliedBy(PERIODS_KEPT).plusSeconds(1))
                .ticker(clock::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    private static long perToken(Rate rate) {
        return Math.max(1, rate.period().toNanos() / rate.average());
    }

    /** A product that may be far in the future, but not beyond what sums of two can hold. */
    private static long saturated(long nanos, long times) {
        return times > Long.MAX_VALUE / 4 / nanos ? Long.MAX_VALUE / 4 : nanos * times;
    }

    /** What it was made of. */
    public RateLimit definition() {
        return definition;
    }

    /** Puts it before a handler. */
    public Handler before(Handler next) {
        return exchange -> {
            long delay = take(exchange);
            if (delay == 0) {
                next.handle(exchange);
            } else {
                exchange.answer(refusal(Duration.ofNanos(delay)));
            }
        };
    }

    private static Answer refusal(Duration delay) {
        String text = GoDuration.format(Duration.ofMillis(Math.ceilDiv(delay.toNanos(), 1_000_000)));
        String seconds = Long.toString((long) Math.rint(delay.toNanos() / 1e9));
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Retry-After", seconds);
        fields.put("X-Retry-In", text);
        return Answer.text(429, "max rate reached: retry-in " + text, fields);
    }

    /** Takes a token from every bucket and returns 0, or takes none and returns in how many nanoseconds there will be. */
    private long take(Exchange exchange) {
        long now = clock.getAsLong();
        AtomicLongArray fullAt = buckets(source.of(exchange), now);
        long delay = 0;
        for (int i = 0; i < perToken.length && delay == 0; i++) {
            delay = take(fullAt, i, now);
            if (delay != 0) {
                giveBack(fullAt, i);
            }
        }
        return delay;
    }

    private AtomicLongArray buckets(Object key, long now) {
        AtomicLongArray there = sources.getIfPresent(key);
        return there != null ? there : sources.get(key, source -> full(now));
    }

    private AtomicLongArray full(long now) {
        AtomicLongArray fullAt = new AtomicLongArray(perToken.length);
        for (int i = 0; i < perToken.length; i++) {
            fullAt.setPlain(i, now);
        }
        return fullAt;
    }

    private long take(AtomicLongArray fullAt, int bucket, long now) {
        while (true) {
            long before = fullAt.get(bucket);
            long missing = Math.max(0, before - now);
            if (missing > tolerance[bucket]) {
                return missing - tolerance[bucket];
            }
            if (fullAt.compareAndSet(bucket, before, now + missing + perToken[bucket])) {
                return 0;
            }
        }
    }

    private void giveBack(AtomicLongArray fullAt, int count) {
        for (int i = 0; i < count; i++) {
            fullAt.addAndGet(i, -perToken[i]);
        }
    }

    /** How many sources are remembered. */
    long sources() {
        sources.cleanUp();
        return sources.estimatedSize();
    }
}
