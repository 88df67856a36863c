package traefik4j.proxy.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.LoadBalancer;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.trial.Trial;

/** Who is asked: weights, backups, servers that are down, given up or warming up. */
class PoolTest {
    private static LoadBalancer slowly(String method) {
        return new LoadBalancer(method, null, "", 0, Duration.ofSeconds(30));
    }

    @Test
    void everyServerGetsItsWeight() {
        Bench bench = Bench.of("wrr", 3, 1);
        String cycle = bench.next(400);
        assertThat(cycle.chars().filter(name -> name == 'A')).hasSize(300);
        assertThat(cycle).doesNotContain("AAAA", "BB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrr", "drr", "leastConn", "p2c", "hash"})
    void aWeightOfNothingMeansNever(String method) {
        assertThat(Bench.of(method, 1, 0).next(50)).doesNotContain("B");
    }

    @Test
    void whereNoServerHasAWeightSomethingIsWrong() {
        Bench bench = Bench.of("wrr", 0, 0);
        assertThat(bench.next()).isEqualTo('-');
        assertThat(bench.pool().whyNone()).isEqualTo(Failure.INTERNAL);
    }

    @Test
    void whereThereIsNoServerNoneCanBeAsked() {
        Bench bench = Bench.of("wrr");
        assertThat(bench.next()).isEqualTo('-');
        assertThat(bench.pool().whyNone()).isEqualTo(Failure.NO_SERVER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrr", "drr", "leastConn", "p2c", "hash"})
    void aServerThatIsDownIsNotAsked(String method) {
        Bench bench = Bench.of(method, 1, 1, 1);
        bench.pool().down(bench.candidate('B'));
        assertThat(bench.next(50)).doesNotContain("B");
        bench.pool().down(bench.candidate('A'));
        bench.pool().down(bench.candidate('C'));
        assertThat(bench.next()).isEqualTo('-');
        assertThat(bench.pool().whyNone()).isEqualTo(Failure.NO_SERVER);
        bench.pool().up(bench.candidate('B'));
        assertThat(bench.next(10)).isEqualTo("BBBBBBBBBB");
    }

    @Test
    void backupsAreAskedOnlyWhenNoOtherServerCanBe() {
        Bench bench = new Bench(LoadBalancer.DEFAULT)
                .server(1, false, false)
                .server(1, true, false)
                .server(1, true, false)
                .open();
        assertThat(bench.next(5)).isEqualTo("AAAAA");
        bench.pool().down(bench.candidate('A'));
        assertThat(bench.next(4)).isEqualTo("BCBC");
        bench.pool().up(bench.candidate('A'));
        assertThat(bench.next(5)).isEqualTo("AAAAA");
    }

    @Test
    void aDrainedServerGetsNobodyNew() {
        Bench bench = new Bench(LoadBalancer.DEFAULT)
                .server(1, false, true)
                .server(1, false, false)
                .open();
        assertThat(bench.next(5)).isEqualTo("BBBBB");
    }

    @Test
    void aServerThatComesUpGetsItsShareByAndBy() {
        Bench bench = Bench.of(slowly("wrr"), 1, 1);
        bench.pool().down(bench.candidate('B'));
        bench.pool().up(bench.candidate('B'));
        assertThat(bench.share('B', 110)).isEqualTo(10);
        bench.clock().advance(15_000);
        assertThat(bench.share('B', 150)).isEqualTo(50);
        bench.clock().advance(15_000);
        assertThat(bench.share('B', 100)).isEqualTo(50);
    }

    @Test
    void serversThatWereThereFromTheBeginningAreWarm() {
        assertThat(Bench.of(slowly("wrr"), 1, 1).share('B', 100)).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrr", "leastConn", "p2c", "hash"})
    void anotherTryGoesToAnotherServer(String method) {
        Bench bench = Bench.of(method, 1, 1, 1);
        Trial trial = Trial.get(exchange -> {});
        for (int tries = 0; tries < 3; tries++) {
            Candidate chosen = Objects.requireNonNull(bench.pool().next(trial.exchange()));
            assertThat(trial.exchange().hasTried(chosen.number())).isFalse();
            trial.exchange().trying(chosen.number());
        }
    }
}
