package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Limits;
import traefik4j.config.RespondingTimeouts;

/** Answers that are still on their way, or come before their request is complete, reach the client whole (RFC 9112 §9.6). */
class ClosingFlowTest {
    private static final String LARGE = Http.ok("x".repeat(600_000));

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    @Test
    void letsGoOfWhoLeavesBeforeTheFirstRequest() {
        proxy.limits(new Limits(1000, 10, 1000, Duration.ZERO, 0, Duration.ZERO));
        RawClient client = proxy.client();
        client.shutdownOutput();
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void answersBeforeTheRequestIsComplete() {
        proxy.server(connection -> {
            connection.head();
            connection.send(Http.ok("early"));
        });
        RawClient client = proxy.client();
        client.send(Http.request("POST", "/", "Content-Length: 100000") + "some");
        RawClient.Response response = client.response();
        assertThat(response.body()).isEqualTo("early");
        assertThat(response.field("Connection")).isEqualTo("close");
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesTheAnswerOfAServerThatReadsNoFurther(boolean framed) {
        String framing = framed ? "Content-Length: 2\r\n" : "Connection: close\r\n";
        proxy.server(connection -> {
            connection.head();
            connection.send("HTTP/1.1 413 Too Large\r\n" + framing + "\r\nno");
        });
        RawClient client = proxy.client();
        client.send(Http.request("POST", "/", "Content-Length: 8000000"));
        Thread.startVirtualThread(() -> client.send(new byte[8_000_000]));
        assertThat(client.head().status()).isEqualTo(413);
    }

    @Test
    void losesNothingOfAnEarlyAnswerWhileTheClientStillSends() {
        proxy.server(connection -> {
            connection.head();
            connection.send(LARGE);
            connection.readToEnd();
        });
        RawClient client = proxy.client(8192);
        client.send(Http.request("POST", "/", "Content-Length: 3000000"));
        client.send(new byte[1_000_000]);
        assertThat(client.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 200");
        client.send(new byte[1_000_000]);
        assertThat(client.skip(600_000)).isEqualTo(600_000);
        client.send(new byte[1_000_000]);
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void refusesWithoutLosingTheAnswer() {
        proxy.server(connection -> connection.answerAll(Http.OK));
        RawClient client = proxy.client();
        client.send("GET / HTTP/1.1\r\n\r\n" + "x".repeat(500_000));
        assertThat(client.responseToEnd().head()).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void sendsAllOfALargeAnswerToAClientThatSendsNoMore() {
        proxy.server(connection -> connection.answerAll(LARGE));
        RawClient client = proxy.client(8192);
        client.send(Http.GET);
        assertThat(client.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 200");
        client.shutdownOutput();
        assertThat(client.skip(1_000_000)).isEqualTo(600_000);
    }

    @Test
    void sendsAllOfALargeAnswerBeforeItClosesAnIdleConnection() {
        proxy.responding(new RespondingTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofMillis(200)));
        proxy.server(connection -> connection.answerAll(LARGE));
        RawClient client = proxy.client(8192);
        client.send(Http.GET);
        assertThat(client.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 200");
        // By the time this one is closed the other one was idle as long.
        RawClient later = proxy.client();
        later.exchange(Http.GET);
        assertThat(later.isClosedByPeer()).isTrue();
        assertThat(client.skip(600_000)).isEqualTo(600_000);
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void sendsAllOfALargeAnswerWhileItDrains() {
        proxy.server(connection -> connection.answerAll(LARGE));
        RawClient idle = proxy.client();
        RawClient client = proxy.client(8192);
        client.send(Http.GET);
        assertThat(client.readThrough("\r\n\r\n")).startsWith("HTTP/1.1 200");
        idle.exchange(Http.GET);
        proxy.running().drain();
        assertThat(idle.isClosedByPeer()).isTrue();
        assertThat(client.skip(1_000_000)).isEqualTo(600_000);
    }

    @Test
    void closesTheServersConnectionWhenTheClientLeaves() {
        CountDownLatch left = new CountDownLatch(1);
        ScriptedServer server = proxy.server(connection -> {
            connection.head();
            assertThat(connection.isClosedByPeer()).isTrue();
            left.countDown();
        });
        RawClient client = proxy.client();
        client.send(Http.GET);
        server.connection(0);
        client.reset();
        await().until(() -> left.getCount() == 0);
    }

    @Test
    void letsGoOfAStuckServerWhenTheClientLeavesInTheMiddle() {
        CountDownLatch over = new CountDownLatch(1);
        proxy.server(ScriptedServer.start("127.0.0.1", 8192, connection -> {
            connection.head();
            over.await();
        }));
        RawClient client = proxy.client();
        client.send(Http.request("PUT", "/", "Content-Length: 1000000000"));
        byte[] part = new byte[64 << 10];
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            client.send(part);
            return proxy.waiting() > 512 << 10;
        });
        client.send(part);

        client.close();

        await().until(() -> proxy.waiting() == 0);
        over.countDown();
    }
}
