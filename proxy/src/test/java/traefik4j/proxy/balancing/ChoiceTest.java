package traefik4j.proxy.balancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.LoadBalancer;

/** The methods that look at what servers are busy with, or at the request. */
class ChoiceTest {
    private static LoadBalancer hash(String on, double boundedLoad) {
        return new LoadBalancer("hash", null, on, boundedLoad, java.time.Duration.ZERO);
    }

    private static String[] head(String target, String... fields) {
        String[] head = new String[fields.length + 2];
        head[0] = "GET " + target + " HTTP/1.1";
        head[1] = "Host: a.example";
        System.arraycopy(fields, 0, head, 2, fields.length);
        return head;
    }

    @Test
    void theLeastBusyServerIsAsked() {
        Bench bench = Bench.of("leastConn", 1, 1, 1);
        bench.busy('A', 2);
        bench.busy('C', 1);
        assertThat(bench.next(3)).isEqualTo("BBB");
    }

    @Test
    void aServerWithTwiceTheWeightMayBeTwiceAsBusy() {
        Bench bench = Bench.of("leastConn", 2, 1);
        bench.busy('A', 2);
        bench.busy('B', 1);
        assertThat(bench.next(3)).isEqualTo("AAA");
        bench.busy('A', 4);
        assertThat(bench.next(3)).isEqualTo("BBB");
    }

    @Test
    void equallyBusyServersTakeTurns() {
        assertThat(Bench.of("leastConn", 1, 1, 1).next(6)).isEqualTo("ABCABC");
    }

    @Test
    void ofTwoServersTheLessBusyOneIsAsked() {
        Bench bench = Bench.of("p2c", 1, 1);
        bench.busy('A', 5);
        assertThat(bench.next(20)).doesNotContain("A");
    }

    @Test
    void theBusiestOfManyServersIsNeverPicked() {
        Bench bench = Bench.of("p2c", 1, 1, 1, 1);
        bench.busy('D', 5);
        assertThat(bench.next(100)).contains("A", "B", "C").doesNotContain("D");
    }

    @Test
    void oneClientAlwaysGetsTheSameServer() {
        Bench bench = Bench.of(hash("", 0), 1, 1, 1, 1);
        assertThat(bench.next(20).chars().distinct()).hasSize(1);
    }

    @Test
    void clientsAreSpreadByWeight() {
        Bench bench = Bench.of(hash("clientIp", 0), 1, 3);
        long heavy = IntStream.range(0, 2_000)
                .filter(i -> bench.next("10.0." + i / 250 + "." + i % 250, head("/")) == 'B')
                .count();
        assertThat(heavy).isCloseTo(1_500, within(200L));
    }

    @Test
    void aServerThatGoesMovesOnlyItsOwnClients() {
        Bench bench = Bench.of(hash("clientIp", 0), 1, 1, 1, 1);
        char[] before = new char[500];
        for (int i = 0; i < before.length; i++) {
            before[i] = bench.next("10.0." + i / 250 + "." + i % 250, head("/"));
        }
        bench.pool().down(bench.candidate('B'));
        for (int i = 0; i < before.length; i++) {
            char after = bench.next("10.0." + i / 250 + "." + i % 250, head("/"));
            assertThat(after == before[i]).isEqualTo(before[i] != 'B');
        }
    }

    @Test
    void aServerThatHasMuchMoreToDoIsPassedBy() {
        Bench bench = Bench.of(hash("clientIp", 1.25), 1, 1, 1);
        char usual = bench.next();
        bench.busy(usual, 10);
        assertThat(bench.next()).isNotEqualTo(usual);
        bench.busy(usual, 0);
        assertThat(bench.next()).isEqualTo(usual);
    }

    @ParameterizedTest
    @CsvSource({
        "header:X-User, /, X-User: %s",
        "cookie:user, /, Cookie: a=b; user=%s; c=d",
        "path, /%s, X: y",
        "query:user, /?a=b&user=%s&c=d, X: y"
    })
    void whatIsLookedAtDecidesAndNothingElse(String on, String target, String field) {
        Bench bench = Bench.of(hash(on, 0), 1, 1, 1, 1, 1);
        char[] chosen = new char[50];
        for (int i = 0; i < chosen.length; i++) {
            String user = "user" + i;
            chosen[i] = bench.next("192.0.2." + i, head(target.replace("%s", user), field.replace("%s", user)));
            assertThat(bench.next("192.0.2.77", head(target.replace("%s", user), field.replace("%s", user))))
                    .isEqualTo(chosen[i]);
        }
        assertThat(new String(chosen).chars().distinct()).hasSizeGreaterThan(3);
    }
}
