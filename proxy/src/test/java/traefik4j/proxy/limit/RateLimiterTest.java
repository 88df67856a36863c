package traefik4j.proxy.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import traefik4j.config.RateLimit;
import traefik4j.config.RateLimit.Rate;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.trial.ManualClock;
import traefik4j.proxy.trial.Trial;

/** How often one source may ask (reference §3.11), millisecond by millisecond. */
class RateLimiterTest {
    private static final Handler SERVER = RateLimiterTest::serve;

    private final ManualClock clock = new ManualClock();

    private static void serve(Exchange exchange) {
        exchange.responding(200);
        exchange.client().end();
    }

    private RateLimiter limiter(String extractor, Rate... rates) {
        Map<String, Rate> set = new LinkedHashMap<>();
        for (Rate rate : rates) {
            set.put("rate" + set.size(), rate);
        }
        return new RateLimiter(new RateLimit(set, extractor), clock);
    }

    private static Rate rate(String period, long average, long burst) {
        return new Rate(Duration.parse("PT" + period), average, burst);
    }

    private static Trial from(Handler handler, String client) {
        return Trial.of(handler, client, "GET / HTTP/1.1", "Host: a.example");
    }

    private static int passed(Handler handler, int requests) {
        int passed = 0;
        for (int i = 0; i < requests; i++) {
            passed += from(handler, "192.0.2.1").status() == 0 ? 1 : 0;
        }
        return passed;
    }

    @Test
    void aBurstPassesAndNoMore() {
        assertThat(passed(limiter("client.ip", rate("1S", 10, 5)).before(SERVER), 20))
                .isEqualTo(5);
    }

    @Test
    void oneTokenComesEveryPeriodByAverage() {
        Handler handler = limiter("client.ip", rate("1S", 10, 5)).before(SERVER);
        passed(handler, 20);
        clock.advance(99);
        assertThat(passed(handler, 5)).isZero();
        clock.advance(1);
        assertThat(passed(handler, 5)).isEqualTo(1);
        clock.advance(300);
        assertThat(passed(handler, 5)).isEqualTo(3);
    }

    @Test
    void theBucketHoldsNoMoreThanTheBurst() {
        Handler handler = limiter("client.ip", rate("1S", 10, 5)).before(SERVER);
        passed(handler, 20);
        clock.advance(60_000);
        assertThat(passed(handler, 20)).isEqualTo(5);
    }

    @Test
    void theRefusalSaysWhenToComeBack() {
        Handler handler = limiter("client.ip", rate("10S", 5, 1)).before(SERVER);
        passed(handler, 1);
        Trial refused = from(handler, "192.0.2.1");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text()).isEqualTo("max rate reached: retry-in 2s");
        assertThat(refused.fields()).contains(Map.entry("Retry-After", "2"), Map.entry("X-Retry-In", "2s"));
        clock.advance(1_700);
        assertThat(from(handler, "192.0.2.1").text()).isEqualTo("max rate reached: retry-in 300ms");
    }

    @Test
    void aRequestTakesATokenFromAllBucketsOrFromNone() {
        Handler handler =
                limiter("client.ip", rate("1S", 10, 10), rate("60S", 60, 3)).before(SERVER);
        assertThat(passed(handler, 10)).isEqualTo(3);
        clock.advance(1_000);
        assertThat(passed(handler, 10)).isEqualTo(1);
        clock.advance(10_000);
        assertThat(passed(handler, 10)).isEqualTo(3);
    }

    @Test
    void ofTwoRatesWithOnePeriodTheLaterCounts() {
        assertThat(passed(
                        limiter("client.ip", rate("1S", 10, 9), rate("1S", 10, 2))
                                .before(SERVER),
                        20))
                .isEqualTo(2);
    }

    @Test
    void everySourceHasItsOwnBuckets() {
        Handler handler = limiter("client.ip", rate("1S", 1, 1)).before(SERVER);
        passed(handler, 5);
        assertThat(from(handler, "192.0.2.2").status()).isZero();
    }

    @Test
    void clientsWithIpv6AreToldApart() {
        Handler handler = limiter("client.ip", rate("1S", 1, 1)).before(SERVER);
        assertThat(from(handler, "2001:db8::1").status()).isZero();
        assertThat(from(handler, "2001:db8::2").status()).isZero();
        assertThat(from(handler, "2001:db8::1").status()).isEqualTo(429);
    }

    @Test
    void clientsWithIpv6MayBeTakenByPrefix() {
        Handler handler = limiter("client.ip/64", rate("1S", 1, 1)).before(SERVER);
        assertThat(from(handler, "2001:db8::1").status()).isZero();
        assertThat(from(handler, "2001:db8::2").status()).isEqualTo(429);
        assertThat(from(handler, "2001:db8:0:1::1").status()).isZero();
        assertThat(from(handler, "192.0.2.1").status()).isZero();
        assertThat(from(handler, "192.0.2.2").status()).isZero();
    }

    @Test
    void noMoreThan65536SourcesAreRemembered() {
        RateLimiter limiter = limiter("client.ip", rate("1S", 1, 1));
        Handler handler = limiter.before(SERVER);
        for (int i = 0; i < 70_000; i++) {
            from(handler, "10." + i / 65_536 + "." + i / 256 % 256 + "." + i % 256);
        }
        assertThat(limiter.sources()).isBetween(60_000L, 65_536L);
    }

    @Test
    void aSourceIsForgottenAfterTenPeriodsAndASecond() {
        RateLimiter limiter = limiter("client.ip", rate("1S", 1, 1), rate("3S", 1, 1));
        from(limiter.before(SERVER), "192.0.2.1");
        clock.advance(30_999);
        assertThat(limiter.sources()).isEqualTo(1);
        clock.advance(1_001);
        assertThat(limiter.sources()).isZero();
    }

    @Test
    void anAverageBeyondTheClockIsNoLimit() {
        assertThat(passed(
                        limiter("client.ip", rate("1S", Long.MAX_VALUE, Long.MAX_VALUE))
                                .before(SERVER),
                        100))
                .isEqualTo(100);
    }
}
