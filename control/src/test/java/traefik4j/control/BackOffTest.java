package traefik4j.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final RandomGenerator MIDDLE = () -> Long.MIN_VALUE;

    @Test
    void growsByHalfUntilAMinute() {
        BackOff backOff = new BackOff(MIDDLE);

        List<Long> pauses = Stream.generate(() -> backOff.after(Duration.ZERO).toMillis())
                .limit(14)
                .toList();

        assertThat(pauses.subList(0, 4)).containsExactly(500L, 750L, 1125L, 1687L);
        assertThat(pauses.subList(11, 14)).containsExactly(43_248L, 60_000L, 60_000L);
    }

    @Test
    void startsAgainAfterALongRun() {
        BackOff backOff = new BackOff(MIDDLE);
        backOff.after(Duration.ZERO);
        backOff.after(Duration.ZERO);

        assertThat(backOff.after(Duration.ofMillis(29_999))).hasMillis(1125);
        assertThat(backOff.after(Duration.ofSeconds(30))).hasMillis(500);
    }

    @Test
    void scattersByHalfInBothDirections() {
        Random random = new Random(1);

        LongStream first = LongStream.range(0, 1000)
                .map(i -> new BackOff(random).after(Duration.ZERO).toMillis());

        assertThat(first.summaryStatistics()).satisfies(pauses -> {
            assertThat(pauses.getMin()).isBetween(250L, 260L);
            assertThat(pauses.getMax()).isBetween(740L, 750L);
        });
    }
}
