package traefik4j.proxy.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.proxy.breaker.CircuitBreaker.Phase;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.trial.ManualClock;
import traefik4j.proxy.trial.Trial;

/** Standby, tripped, recovering (reference §4.6), second by second. */
class CircuitBreakerTest {
    private static final Handler SERVER = exchange -> {};

    private final ManualClock clock = new ManualClock();
    private CircuitBreaker breaker = breaker("NetworkErrorRatio() > 0.5", 0);

    private CircuitBreaker breaker(String expression, int minimumRequests) {
        return new CircuitBreaker("b", new traefik4j.config.CircuitBreaker(expression, minimumRequests), 1, clock);
    }

    /** A request that passes is answered with this status after a while; returns what the client sees. */
    private int request(int status, long millis) {
        Trial trial = Trial.get(breaker.before(SERVER));
        if (trial.status() == 0) {
            clock.advance(millis);
            trial.respond(status);
            return status;
        }
        return trial.status();
    }

    private int request(int status) {
        return request(status, 0);
    }

    @Test
    void aSingleBadGatewayTripsIt() {
        assertThat(request(502)).isEqualTo(502);
        assertThat(breaker.phase()).isEqualTo(Phase.TRIPPED);
        assertThat(request(200)).isEqualTo(503);
    }

    @Test
    void itAnswersAsWhenThereIsNoServer() {
        request(502);
        assertThat(Trial.get(breaker.before(SERVER)).text()).isEqualTo("Service Unavailable");
    }

    @Test
    void itStaysTrippedForTenSeconds() {
        request(502);
        clock.advance(9_999);
        assertThat(request(200)).isEqualTo(503);
        assertThat(breaker.phase()).isEqualTo(Phase.TRIPPED);
        clock.advance(1);
        assertThat(request(200)).isEqualTo(503);
        assertThat(breaker.phase()).isEqualTo(Phase.RECOVERING);
    }

    @Test
    void whileItRecoversMoreAndMorePasses() {
        request(502);
        clock.advance(10_000);
        long[] passed = new long[10];
        request(200);
        for (int second = 0; second < 10; second++) {
            passed[second] = IntStream.range(0, 100)
                    .filter(i -> {
                        clock.advance(10);
                        return request(200) == 200;
                    })
                    .count();
        }
        assertThat(passed[0]).isBetween(3L, 6L);
        assertThat(passed[9]).isGreaterThan(80L);
        assertThat(passed).isSorted();
        assertThat(LongStream.of(passed).sum()).isBetween(490L, 500L);
    }

    @Test
    void tenSecondsOfRecoveryEndInStandby() {
        request(502);
        clock.advance(10_000);
        request(200);
        clock.advance(10_001);
        assertThat(request(200)).isEqualTo(200);
        assertThat(breaker.phase()).isEqualTo(Phase.STANDBY);
    }

    @Test
    void aFailureWhileItRecoversTripsItAgain() {
        request(502);
        clock.advance(10_000);
        IntStream.range(0, 5).forEach(denied -> request(200));
        clock.advance(5_000);
        assertThat(request(504)).isEqualTo(504);
        assertThat(breaker.phase()).isEqualTo(Phase.TRIPPED);
        clock.advance(9_999);
        assertThat(request(200)).isEqualTo(503);
    }

    @Test
    void whatHappenedBeforeItTrippedDoesNotCountAfterwards() {
        breaker = breaker("ResponseCodeRatio(500, 600, 0, 600) >= 0.5", 0);
        request(500);
        assertThat(breaker.phase()).isEqualTo(Phase.TRIPPED);
        clock.advance(10_000);
        IntStream.range(0, 5).forEach(denied -> request(200));
        clock.advance(5_000);
        assertThat(request(200)).isEqualTo(200);
        assertThat(breaker.phase()).isEqualTo(Phase.RECOVERING);
    }

    @Test
    void theConditionIsAskedAtMostTenTimesASecond() {
        request(200);
        clock.advance(99);
        request(502);
        request(502);
        assertThat(breaker.phase()).isEqualTo(Phase.STANDBY);
        clock.advance(1);
        request(502);
        assertThat(breaker.phase()).isEqualTo(Phase.TRIPPED);
    }

    @Test
    void onlyTheLastTenSecondsCount() {
        breaker = breaker("NetworkErrorRatio() > 0.4", 0);
        request(200);
        request(502);
        clock.advance(10_000);
        request(200);
        assertThat(breaker.phase()).isEqualTo(Phase.STANDBY);
    }

    @Test
    void aMinimumOfRequestsKeepsItFromTrippingEarly() {
        breaker = breaker("NetworkErrorRatio() > 0.5", 3);
        for (int i = 0; i < 2; i++) {
            request(502, 200);
        }
        assertThat(breaker.phase()).isEqualTo(Phase.STANDBY);
        request(502, 200);
        assertThat(breaker.phase()).isEqualTo(Phase.TRIPPED);
    }

    @Test
    void aClientThatLeavesIsNoNetworkError() {
        Trial.get(breaker.before(SERVER)).leave();
        assertThat(breaker.phase()).isEqualTo(Phase.STANDBY);
    }

    @ParameterizedTest
    @CsvSource({
        "NetworkErrorRatio() > 0.0,502,0,true",
        "NetworkErrorRatio() > 0.0,504,0,true",
        "NetworkErrorRatio() > 0.0,503,0,false",
        "NetworkErrorRatio() > 0.0,500,0,false",
        "'ResponseCodeRatio(500, 600, 0, 600) > 0.9',599,0,true",
        "'ResponseCodeRatio(500, 600, 0, 600) > 0.9',499,0,false",
        "'ResponseCodeRatio(400, 404, 400, 500) == 0.0',404,0,true",
        "'ResponseCodeRatio(500, 600, 700, 800) > 0.0',500,0,false",
        "LatencyAtQuantileMS(50.0) > 100,200,102,true",
        "LatencyAtQuantileMS(50.0) > 100,200,99,false",
        "LatencyAtQuantileMS(50.0) > 100 && NetworkErrorRatio() > 0.5,200,300,false",
        "LatencyAtQuantileMS(50.0) > 100 || NetworkErrorRatio() > 0.5,502,0,true"
    })
    void tripsOnWhatTheConditionSays(String expression, int status, long millis, boolean trips) {
        breaker = breaker(expression, 0);
        request(status, millis);
        assertThat(breaker.phase() == Phase.TRIPPED).isEqualTo(trips);
    }

    @Test
    void slowResponsesAreForgottenAfterAMinute() {
        breaker = breaker("LatencyAtQuantileMS(100.0) > 1000", 2);
        request(200, 2_000);
        clock.advance(61_000);
        request(200);
        clock.advance(100);
        request(200);
        assertThat(breaker.phase()).isEqualTo(Phase.STANDBY);
    }
}
