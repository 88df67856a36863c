package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import traefik4j.config.Backend;
import traefik4j.config.CircuitBreaker;
import traefik4j.config.HealthCheck;
import traefik4j.config.LoadBalancer;
import traefik4j.config.MaxConn;
import traefik4j.config.Server;
import traefik4j.config.Stickiness;
import traefik4j.proxy.trial.ManualClock;

/** What a backend does beside choosing: breaker, limit, stickiness, retry, health, between real sockets. */
class BackendFlowTest {
    private static final String FAILURE = "HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n";

    private final ManualClock clock = new ManualClock();

    private static Backend with(Backend backend, LoadBalancer balancer, CircuitBreaker breaker) {
        return new Backend(backend.servers(), balancer, breaker, null, null);
    }

    /** The seed's backends, one second after the other: two servers, one of which begins to fail. */
    @Test
    void theBreakerAndDynamicWeightsActWhenAServerBeginsToFail() {
        List<String> timeline = new ArrayList<>();
        AtomicReference<String> first = new AtomicReference<>(Http.ok("a"));
        AtomicReference<String> second = new AtomicReference<>(Http.ok("b"));
        try (ProxyFixture proxy = new ProxyFixture().clock(clock)) {
            proxy.server(server -> answerAll(server, first));
            proxy.server(server -> answerAll(server, second));
            proxy.backend(backend -> with(
                    backend,
                    new LoadBalancer("drr"),
                    new CircuitBreaker("ResponseCodeRatio(500, 600, 0, 600) > 0.4", 50)));
            RawClient client = proxy.client();
            for (int time = 0; time < 120; time++) {
                boolean allFail = time >= 80 && time < 86;
                first.set(allFail ? FAILURE : Http.ok("a"));
                second.set(allFail || time >= 12 && time < 30 ? FAILURE : Http.ok("b"));
                timeline.add(String.format("%3d s  %s", time, second(client)));
            }
        }
        timeline.forEach(System.out::println);
        assertThat(timeline.get(5)).contains("a=5 b=5 failed=0 denied=0");
        assertThat(timeline.get(14)).contains("a=8 b=0 failed=2 denied=0");
        assertThat(timeline.get(79)).contains("a=5 b=5 failed=0 denied=0");
        assertThat(timeline.get(88)).contains("a=0 b=0 failed=0 denied=10");
        assertThat(timeline.getLast()).contains("a=5 b=5 failed=0 denied=0");
    }

    private static void answerAll(ScriptedServer.Connection connection, AtomicReference<String> response) {
        while (true) {
            connection.request();
            connection.send(response.get());
        }
    }

    /** Ten requests, then a second passes; what came of them. */
    private String second(RawClient client) {
        int[] counts = new int[4];
        for (int i = 0; i < 10; i++) {
            RawClient.Response response = client.exchange(Http.GET);
            int kind = switch (response.status()) {
                case 503 -> 3;
                case 500 -> 2;
                default -> response.body().equals("a") ? 0 : 1;
            };
            counts[kind]++;
            clock.advance(100);
        }
        return "a=" + counts[0] + " b=" + counts[1] + " failed=" + counts[2] + " denied=" + counts[3];
    }

    @Test
    void theBreakerAnswersWhileItIsTripped() {
        try (ProxyFixture proxy = new ProxyFixture().clock(clock)) {
            ScriptedServer server = proxy.server(connection -> connection.answerAll(FAILURE));
            proxy.backend(backend -> with(
                    backend, LoadBalancer.DEFAULT, new CircuitBreaker("ResponseCodeRatio(500, 600, 0, 600) > 0.5", 0)));
            RawClient client = proxy.client();
            assertThat(client.exchange(Http.GET).status()).isEqualTo(500);
            RawClient.Response denied = client.exchange(Http.GET);
            assertThat(denied.status()).isEqualTo(503);
            assertThat(denied.body()).isEqualTo("Service Unavailable");
            assertThat(server.received().split("GET ", -1)).hasSize(2);
        }
    }

    @Test
    void noPlaceIsLostWhenClientsLeaveInTheMiddle() {
        try (ProxyFixture proxy = new ProxyFixture()) {
            AtomicInteger waiting = new AtomicInteger();
            proxy.server(connection -> {
                while (!connection.request().startsWith("GET /wait")) {
                    connection.send(Http.OK);
                }
                waiting.incrementAndGet();
                connection.readToEnd();
            });
            proxy.backend(backend ->
                    new Backend(backend.servers(), LoadBalancer.DEFAULT, null, new MaxConn(1, "client.ip"), null));
            for (int i = 1; i <= 20; i++) {
                int number = i;
                await().until(() -> statusOfAnotherClient(proxy) == 200);
                RawClient leaving = proxy.client();
                leaving.send(Http.get("/wait"));
                await().until(() -> waiting.get() == number);
                assertThat(statusOfAnotherClient(proxy)).isEqualTo(429);
                leaving.reset();
            }
            await().until(() -> statusOfAnotherClient(proxy) == 200);
        }
    }

    private static int statusOfAnotherClient(ProxyFixture proxy) {
        try (RawClient client = proxy.client()) {
            return client.exchange(Http.GET).status();
        }
    }

    @Test
    void aStickyClientComesBack() {
        try (ProxyFixture proxy = new ProxyFixture()) {
            proxy.server(server -> server.answerAll(Http.ok("a")));
            proxy.server(server -> server.answerAll(Http.ok("b")));
            proxy.backend(backend -> with(
                    backend,
                    new LoadBalancer("wrr", new Stickiness("server"), "", 0, Duration.ZERO),
                    new CircuitBreaker("NetworkErrorRatio() > 0.5", 0)));
            RawClient client = proxy.client();
            RawClient.Response first = client.exchange(Http.GET);
            String cookie = first.field("Set-Cookie").replaceAll(";.*", "");
            assertThat(cookie).matches("server=[0-9a-f]{32}");
            for (int i = 0; i < 5; i++) {
                RawClient.Response again = client.exchange(Http.get("/", "Cookie: " + cookie));
                assertThat(again.body()).isEqualTo(first.body());
                assertThat(again.head()).doesNotContain("Set-Cookie");
            }
        }
    }

    @Test
    void anotherServerIsAskedWhenOneCannotBeReached() {
        try (ProxyFixture proxy = new ProxyFixture().attempts(0)) {
            proxy.server("http://127.0.0.1:1");
            proxy.server(server -> server.echoAll());
            proxy.backend(backend -> with(
                    backend,
                    new LoadBalancer("wrr", new Stickiness("server"), "", 0, Duration.ZERO),
                    new CircuitBreaker("NetworkErrorRatio() > 0.5", 0)));
            RawClient client = proxy.client();
            for (int i = 0; i < 4; i++) {
                RawClient.Response response = client.exchange(Http.post("/", "hello"));
                assertThat(response.status()).isEqualTo(200);
                assertThat(response.body()).endsWith("hello");
                assertThat(response.head().split("Set-Cookie", -1)).hasSize(2);
            }
        }
    }

    @Test
    void whenNoServerCanBeReachedTheFailureIsTold() {
        try (ProxyFixture proxy = new ProxyFixture().attempts(5)) {
            proxy.server("http://127.0.0.1:1");
            proxy.server("http://127.0.0.1:2");
            assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(502);
        }
    }

    private static String next(RawClient client) {
        return client.exchange(Http.GET).body();
    }

    @Test
    void aServerThatIsNotHealthyIsNotAsked() {
        try (ProxyFixture proxy = new ProxyFixture()) {
            proxy.server(server -> server.answerAll(FAILURE));
            proxy.server(server -> server.answerAll(Http.ok("b")));
            HealthCheck check =
                    new HealthCheck("/health", "", 0, Duration.ofMillis(20), "", Map.of(), 1, 1, Duration.ZERO, null);
            proxy.backend(backend -> new Backend(backend.servers(), LoadBalancer.DEFAULT, null, null, check));
            RawClient client = proxy.client();
            await().until(() -> (next(client) + next(client)).equals("bb"));
            for (int i = 0; i < 10; i++) {
                assertThat(client.exchange(Http.GET).body()).isEqualTo("b");
            }
        }
    }

    @Test
    void aServerWithoutWeightGetsNobodyButThoseWhoStickToIt() {
        try (ProxyFixture proxy = new ProxyFixture()) {
            ScriptedServer drained = proxy.server(server -> server.answerAll(Http.ok("a")));
            proxy.server(server -> server.answerAll(Http.ok("b")));
            proxy.backend(backend -> {
                Map<String, Server> servers = new java.util.LinkedHashMap<>(backend.servers());
                servers.put("server0", new Server(drained.url(), 1, false, true));
                return new Backend(
                        servers, new LoadBalancer("wrr", new Stickiness("s"), "", 0, Duration.ZERO), null, null, null);
            });
            RawClient client = proxy.client();
            assertThat(client.exchange(Http.GET).body()).isEqualTo("b");
            assertThat(client.exchange(Http.GET).body()).isEqualTo("b");
            assertThat(client.exchange(Http.get("/", "Cookie: s=" + drained.url()))
                            .body())
                    .isEqualTo("a");
        }
    }
}
