package traefik4j.proxy.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose turn it is: exact shares over a cycle, spread over it (reference §4.3, §10.5). */
class WeightedRoundRobinTest {
    @ParameterizedTest
    @CsvSource({
        "3 1,     AABAAABA",
        "1 1,     ABABABAB",
        "5 1 1,   AABACAAAABACAA",
        "2 4,     BABBABBABBAB",
        "0 1,     BBBB",
        "7,       AAAA",
        "1 0 2,   CACCACCAC",
        "100 100, ABABAB",
        "0 0,     --",
    })
    void spreadsTurnsOverTheCycle(String weights, String turns) {
        assertThat(of(weights).next(turns.length())).isEqualTo(turns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3 1", "5 3 2", "1 2 3 4 5", "100 1", "10 0 20 0 30", "999 1000 1001", "1 1 1 1 1 1 1"})
    void givesEveryServerExactlyItsWeightOverACycle(String text) {
        int[] weights = weights(text);
        String cycle = of(text).next(IntStream.of(weights).sum());
        for (int i = 0; i < weights.length; i++) {
            char name = (char) ('A' + i);
            assertThat(cycle.chars().filter(each -> each == name)).hasSize(weights[i]);
        }
    }

    @Test
    void givesHugeWeightsTheirShares() {
        Bench bench = Bench.of("wrr", Integer.MAX_VALUE, Integer.MAX_VALUE / 2, 1);
        String turns = bench.next(6_000);
        assertThat(turns.chars().filter(each -> each == 'A').count()).isBetween(3_990L, 4_010L);
        assertThat(turns.chars().filter(each -> each == 'B').count()).isBetween(1_990L, 2_010L);
    }

    private static Bench of(String weights) {
        return Bench.of("wrr", weights(weights));
    }

    private static int[] weights(String text) {
        return Stream.of(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
