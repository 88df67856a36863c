package traefik4j.proxy.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import traefik4j.config.HealthCheck.Passive;

/** Servers that fail are left alone for a while. */
class EjectionTest {
    private static final Passive THREE_IN_TEN_SECONDS = new Passive(3, Duration.ofSeconds(10), Duration.ofSeconds(30));

    private final Bench bench = Bench.of("wrr", 1, 1).ejecting(THREE_IN_TEN_SECONDS);

    private void failures(char server, int count) {
        for (int i = 0; i < count; i++) {
            bench.answer(server, 502);
        }
    }

    @Test
    void asManyFailuresAsAllowedTakeAServerOut() {
        failures('A', 2);
        assertThat(bench.next(4)).contains("A");
        failures('A', 1);
        assertThat(bench.next(4)).isEqualTo("BBBB");
    }

    @Test
    void itComesBackWhenItsTimeIsOver() {
        failures('A', 3);
        bench.clock().advance(29_999);
        assertThat(bench.next(4)).isEqualTo("BBBB");
        bench.clock().advance(1);
        assertThat(bench.next(4)).contains("A");
    }

    @Test
    void failuresLongAgoDoNotCount() {
        failures('A', 2);
        bench.clock().advance(10_000);
        failures('A', 2);
        assertThat(bench.next(4)).contains("A");
    }

    @Test
    void whatTheServerItselfAnswersIsNoFailure() {
        for (int i = 0; i < 10; i++) {
            bench.answer('A', 500);
        }
        assertThat(bench.next(4)).contains("A");
    }

    @Test
    void theLastServerStays() {
        failures('A', 3);
        failures('B', 3);
        assertThat(bench.next(4)).isEqualTo("BBBB");
    }
}
