package traefik4j.proxy.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code drr}: weights that follow how servers do (reference §4.4), second by second. */
class DynamicWeightsTest {
    private final Bench bench = Bench.of("drr", 1, 1, 1);

    /** So many seconds in which A and B answer well, and C with this status. */
    private void seconds(int count, int statusOfC) {
        for (int i = 0; i < count; i++) {
            bench.answer('A', 200);
            bench.answer('B', 200);
            bench.answer('C', statusOfC);
            bench.clock().advance(1_000);
        }
    }

    @Test
    void nothingChangesUntilTenSecondsWereSeen() {
        seconds(9, 500);
        assertThat(bench.share('C', 90)).isEqualTo(30);
    }

    @Test
    void aServerThatStandsOutGetsAQuarter() {
        seconds(11, 500);
        assertThat(bench.share('C', 90)).isEqualTo(10);
        assertThat(bench.share('A', 90)).isEqualTo(40);
    }

    @Test
    void afterTenSecondsItGetsAQuarterOfThat() {
        seconds(20, 500);
        assertThat(bench.share('C', 90)).isEqualTo(10);
        seconds(2, 500);
        assertThat(bench.share('C', 330)).isEqualTo(10);
    }

    @Test
    void theShareDoesNotBecomeSmallerThanOneInFourThousand() {
        seconds(300, 500);
        assertThat(bench.share('C', 8193)).isEqualTo(1);
    }

    @Test
    void weightsComeBackWhenNobodyStandsOut() {
        seconds(11, 500);
        seconds(30, 200);
        assertThat(bench.share('C', 90)).isEqualTo(30);
    }

    @Test
    void errorsOfTheServerThatAreNoFailuresDoNotCount() {
        seconds(30, 505);
        seconds(30, 404);
        assertThat(bench.share('C', 90)).isEqualTo(30);
    }

    @Test
    void aServerThatComesOrGoesResetsTheWeights() {
        seconds(11, 500);
        bench.pool().down(bench.candidate('A'));
        assertThat(bench.share('C', 90)).isEqualTo(45);
        bench.pool().up(bench.candidate('A'));
        assertThat(bench.share('C', 90)).isEqualTo(30);
    }

    @Test
    void valuesStandOutAboveMedianAndDeviation() {
        assertThat(DynamicWeights.good(new double[] {0.1, 0.1, 0.1})).containsExactly(true, true, true);
        assertThat(DynamicWeights.good(new double[] {0, 0.9})).containsExactly(true, false);
        assertThat(DynamicWeights.good(new double[] {0.5, 0.5})).containsExactly(true, true);
        assertThat(DynamicWeights.good(new double[] {0, 0, 0})).containsExactly(true, true, true);
        assertThat(DynamicWeights.good(new double[] {0.1, 0.2, 0.9})).containsExactly(true, true, false);
    }
}
