package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.config.Limits;
import traefik4j.config.RespondingTimeouts;

/** What a stranger may cost: bytes, fields, time (reference §8.3 and {@link Limits}). */
class LimitsFlowTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Limits SMALL = new Limits(1000, 10, 200, SHORT, 0, SHORT);

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture().limits(SMALL);

    @Test
    void takesAHeadOfTheLargestSize() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        String head = "GET / HTTP/1.1\r\nHost: h\r\nA: ";
        String request = head + "b".repeat(1000 - head.length() - 4) + "\r\n\r\n";
        assertThat(proxy.client().exchange(request).status()).isEqualTo(200);
    }

    @Test
    void refusesALargerHeadWith431() {
        assertThat(statusOf(Http.get("/", "A: " + "b".repeat(1000)))).isEqualTo(431);
    }

    @Test
    void refusesAHeadThatNeverEndsWith431() {
        assertThat(statusOf("GET / HTTP/1.1\r\nA: " + "b".repeat(100_000))).isEqualTo(431);
    }

    @Test
    void takesAsManyFieldsAsAllowed() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: h\r\n" + "A: b\r\n".repeat(9) + "\r\n"))
                .isEqualTo(200);
    }

    @Test
    void refusesMoreFieldsWith431() {
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: h\r\n" + "A: b\r\n".repeat(10) + "\r\n"))
                .isEqualTo(431);
    }

    @Test
    void takesATargetOfTheLargestSize() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        assertThat(statusOf(Http.get("/" + "a".repeat(199)))).isEqualTo(200);
    }

    @Test
    void refusesALongerTargetWith414() {
        assertThat(statusOf(Http.get("/" + "a".repeat(200)))).isEqualTo(414);
        assertThat(statusOf("GET /" + "a".repeat(500))).isEqualTo(414);
    }

    @Test
    void refusesAHeadThatTakesTooLongWith408() {
        assertThat(statusOf("GET / HTTP/1.1\r\nHost: h")).isEqualTo(408);
    }

    @Test
    void closesAConnectionThatSaysNothing() {
        assertThat(proxy.client().isClosedByPeer()).isTrue();
    }

    @Test
    void refusesARequestThatTakesTooLongWith408() {
        proxy.responding(new RespondingTimeouts(SHORT, Duration.ZERO, Duration.ZERO));
        proxy.server(ScriptedServer.Connection::readToEnd);
        assertThat(statusOf(Http.request("POST", "/", "Content-Length: 4") + "bo"))
                .isEqualTo(408);
    }

    @Test
    void cutsAnAnswerThatTakesTooLong() {
        proxy.responding(new RespondingTimeouts(Duration.ZERO, SHORT, Duration.ZERO));
        proxy.server(connection -> {
            connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            connection.readToEnd();
        });
        RawClient client = proxy.client();
        client.send(Http.GET);
        assertThat(client.readToEnd()).endsWith("hello");
    }

    @Test
    void givesUpOnAClientThatTakesNothing() throws InterruptedException {
        CountDownLatch cut = new CountDownLatch(1);
        proxy.server(connection -> {
            connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
            assertThatThrownBy(() -> connection.send(new byte[100_000_000])).hasRootCauseInstanceOf(IOException.class);
            cut.countDown();
        });
        RawClient client = proxy.client(8192);
        client.send(Http.GET);
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private int statusOf(String request) {
        return proxy.client().exchange(request).status();
    }
}
