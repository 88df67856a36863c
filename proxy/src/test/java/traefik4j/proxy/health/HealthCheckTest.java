package traefik4j.proxy.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.HealthCheck.Passive;

/** When servers are taken out and brought back (reference §4.9). */
class HealthCheckTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Queue<URI> asked = new ConcurrentLinkedQueue<>();
    private final Patient server = new Patient();
    private volatile int status = 200;

    /** A server that remembers what it was told. */
    private static final class Patient implements Target {
        private volatile boolean healthy = true;

        @Override
        public String url() {
            return "http://10.0.0.1:8080";
        }

        @Override
        public boolean isHealthy() {
            return healthy;
        }

        @Override
        public void healthy() {
            healthy = true;
        }

        @Override
        public void unhealthy() {
            healthy = false;
        }
    }

    private int ask(URI target) throws IOException {
        asked.add(target);
        if (status == 0) {
            throw new IOException("refused");
        }
        return status;
    }

    private HealthCheck check(traefik4j.config.HealthCheck definition) {
        return new HealthCheck("b", definition, HOUR, List.of(server), () -> {}, this::ask);
    }

    private static traefik4j.config.HealthCheck definition(String path, String scheme, int port, int rise, int fall) {
        Passive none = null;
        return new traefik4j.config.HealthCheck(
                path, scheme, port, null, "", Map.of(), rise, fall, Duration.ZERO, none);
    }

    private boolean healthyAfter(HealthCheck check, int... statuses) throws InterruptedException {
        for (int next : statuses) {
            status = next;
            check.round();
        }
        return server.healthy;
    }

    @ParameterizedTest
    @CsvSource({"200,true", "204,true", "399,true", "400,false", "404,false", "500,false", "199,false", "0,false"})
    void from200To399IsHealthy(int answered, boolean healthy) throws InterruptedException {
        assertThat(healthyAfter(check(new traefik4j.config.HealthCheck("/")), answered))
                .isEqualTo(healthy);
    }

    @Test
    void oneFailureTakesOutAndOneSuccessBringsBack() throws InterruptedException {
        HealthCheck check = check(new traefik4j.config.HealthCheck("/"));
        assertThat(healthyAfter(check, 500)).isFalse();
        assertThat(healthyAfter(check, 200)).isTrue();
    }

    @Test
    void thresholdsCountChecksInARow() throws InterruptedException {
        HealthCheck check = check(definition("/", "", 0, 2, 3));
        assertThat(healthyAfter(check, 500, 500, 200, 500, 500)).isTrue();
        assertThat(healthyAfter(check, 500)).isFalse();
        assertThat(healthyAfter(check, 200, 500, 200)).isFalse();
        assertThat(healthyAfter(check, 200)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/health,'',0,http://10.0.0.1:8080/health",
        "health?full=1,'',0,http://10.0.0.1:8080/health?full=1",
        "/health,'',81,http://10.0.0.1:81/health",
        "/health,https,0,https://10.0.0.1:8080/health",
        "/health?a=%20,https,444,https://10.0.0.1:444/health?a=%20"
    })
    void asksForThePath(String path, String scheme, int port, String url) throws InterruptedException {
        check(definition(path, scheme, port, 1, 1)).round();
        assertThat(asked).containsExactly(URI.create(url));
    }

    @Test
    void theFirstCheckComesAtOnce() {
        HealthCheck check = check(new traefik4j.config.HealthCheck("/"));
        check.start();
        await().until(() -> asked.size() == 1);
        check.stop();
    }

    @Test
    void checksGoOnUntilTheyAreStopped() {
        AtomicInteger rounds = new AtomicInteger();
        HealthCheck check = new HealthCheck(
                "b",
                new traefik4j.config.HealthCheck("/"),
                Duration.ofMillis(1),
                List.of(server),
                rounds::incrementAndGet,
                this::ask);
        check.start();
        await().until(() -> rounds.get() > 3);
        check.stop();
        await().during(Duration.ofMillis(50)).until(() -> {
            int before = rounds.get();
            return before == rounds.get();
        });
    }
}
