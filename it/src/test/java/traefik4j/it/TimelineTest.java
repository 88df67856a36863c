package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The backends of Traefik's own example before two real servers that begin to fail: what the circuit breaker of the one
 * and the dynamic weights of the other do, second by second.
 */
final class TimelineTest {
    private static final int A_SECOND = 20;

    @TempDir
    Path directory;

    private Nginx a;
    private Nginx b;
    private Proxy proxy;
    private final HttpClient http = HttpClient.newHttpClient();

    /** What came of the requests of a second. */
    private record Second(int fromA, int fromB, int failed, int denied) {
        @Override
        public String toString() {
            return String.format("a=%2d b=%2d failed=%2d denied=%2d", fromA, fromB, failed, denied);
        }
    }

    @BeforeEach
    void start() throws Exception {
        a = server("a");
        b = server("b");
        proxy = Proxy.start(directory, """
                [backends.backend1.circuitbreaker]
                expression = "NetworkErrorRatio() > 0.5"
                [backends.backend1.servers.server1]
                url = "%1$s"
                weight = 10
                [backends.backend1.servers.server2]
                url = "%2$s"
                weight = 1
                [backends.backend2.LoadBalancer]
                method = "drr"
                [backends.backend2.servers.server1]
                url = "%1$s"
                weight = 1
                [backends.backend2.servers.server2]
                url = "%2$s"
                weight = 2
                [frontends.breaker]
                backend = "backend1"
                [frontends.breaker.routes.r]
                rule = "Path:/breaker"
                [frontends.drr]
                backend = "backend2"
                [frontends.drr.routes.r]
                rule = "Path:/drr"
                """.formatted(a.url(), b.url()));
    }

    @AfterEach
    void stop() {
        proxy.close();
        a.close();
        b.close();
    }

    private Nginx server(String name) throws IOException {
        Path www = Files.createDirectory(directory.resolve(name));
        return Nginx.serving(www, """
                location / {
                  if (-f %s/fails) { return 502; }
                  return 200 "%s";
                }
                """.formatted(www, name));
    }

    private void fails(String name, boolean now) throws IOException {
        Path mark = directory.resolve(name).resolve("fails");
        if (now) {
            Files.createFile(mark);
        } else {
            Files.delete(mark);
        }
    }

    @Test
    void theBreakerAndDynamicWeightsActWhenServersBeginToFail() throws Exception {
        List<Second> breaker = new ArrayList<>();
        List<Second> drr = new ArrayList<>();
        long begin = System.nanoTime();
        for (int time = 0; time < 56; time++) {
            happen(time);
            breaker.add(second("/breaker"));
            drr.add(second("/drr"));
            System.out.printf("%2d s  backend1 %s   backend2 %s%n", time, breaker.getLast(), drr.getLast());
            long end = begin + Duration.ofSeconds(time + 1).toNanos();
            await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() >= end);
        }
        assertThat(breaker.subList(0, 12)).allMatch(second -> second.failed() + second.denied() == 0);
        assertThat(breaker.subList(12, 26)).allMatch(second -> second.denied() == 0 && second.failed() <= 3);
        assertThat(failed(drr.subList(23, 26))).isLessThan(failed(drr.subList(12, 15)) / 2);
        assertThat(breaker.subList(33, 39)).allMatch(second -> second.denied() == A_SECOND);
        assertThat(breaker.getLast().failed() + breaker.getLast().denied()).isZero();
        assertThat(drr.getLast().failed()).isZero();
    }

    private void happen(int time) throws IOException {
        switch (time) {
            case 12 -> fails("b", true);
            case 26 -> fails("a", true);
            case 33 -> {
                fails("a", false);
                fails("b", false);
            }
            default -> {}
        }
    }

    private static int failed(List<Second> seconds) {
        return seconds.stream().mapToInt(Second::failed).sum();
    }

    private Second second(String path) throws Exception {
        int[] counts = new int[4];
        for (int i = 0; i < A_SECOND; i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(proxy.url(path))).build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            int kind = switch (response.statusCode()) {
                case 200 -> response.body().equals("a") ? 0 : 1;
                case 503 -> 3;
                default -> 2;
            };
            counts[kind]++;
        }
        return new Second(counts[0], counts[1], counts[2], counts[3]);
    }
}
