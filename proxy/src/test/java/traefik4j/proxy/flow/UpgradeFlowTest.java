package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that change their protocol: websocket becomes a tunnel, nothing else gets through (RFC 9110 §7.8). */
class UpgradeFlowTest {
    private static final String WEBSOCKET =
            Http.get("/chat", "Connection: keep-alive, Upgrade", "Upgrade: WebSocket", "Sec-WebSocket-Key: x");
    private static final String SWITCHING = Http.head(
            "HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Accept: y");

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    @Test
    void asksTheServerForAWebsocket() {
        ScriptedServer server = proxy.server(connection -> connection.answer(SWITCHING));
        assertThat(proxy.client().exchange(WEBSOCKET).head())
                .startsWith("HTTP/1.1 101 Switching Protocols\r\n")
                .contains(
                        "\r\nConnection: Upgrade\r\n", "\r\nUpgrade: websocket\r\n", "\r\nSec-WebSocket-Accept: y\r\n");
        assertThat(server.received())
                .startsWith("GET /chat HTTP/1.1\r\n")
                .contains("\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n", "\r\nSec-WebSocket-Key: x\r\n");
    }

    @Test
    void passesBytesBothWays() {
        proxy.server(connection -> {
            connection.answer(SWITCHING + "ready");
            assertThat(connection.read(4)).isEqualTo("ping");
            connection.send("pong");
            assertThat(connection.read(5)).isEqualTo("again");
        });
        RawClient client = proxy.client();
        client.exchange(WEBSOCKET);
        assertThat(client.read(5)).isEqualTo("ready");
        client.send("ping");
        assertThat(client.read(4)).isEqualTo("pong");
        client.send("again");
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void passesWhatTheClientSendsBeforeTheSwitch() {
        proxy.server(connection -> {
            connection.answer(SWITCHING);
            assertThat(connection.read(5)).isEqualTo("eager");
            connection.send("seen");
        });
        RawClient client = proxy.client();
        client.exchange(WEBSOCKET + "eager");
        assertThat(client.read(4)).isEqualTo("seen");
    }

    @Test
    void endsWhenTheClientLeaves() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        proxy.server(connection -> {
            connection.answer(SWITCHING);
            assertThat(connection.readToEnd()).isEqualTo("last");
            ended.countDown();
        });
        RawClient client = proxy.client();
        client.exchange(WEBSOCKET);
        client.send("last");
        client.close();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void passesManyBytesThroughASlowTunnel() {
        byte[] many = new byte[3_000_000];
        proxy.server(connection -> {
            connection.answer(SWITCHING);
            connection.send(many);
            assertThat(connection.skip(many.length)).isEqualTo(many.length);
            connection.send("done");
        });
        RawClient client = proxy.client(8192);
        client.exchange(WEBSOCKET);
        assertThat(client.skip(many.length)).isEqualTo(many.length);
        client.send(many);
        assertThat(client.read(4)).isEqualTo("done");
    }

    /** So many bytes that the sockets of the system, which may hold 40 MB, cannot take them all. */
    @Test
    void passesAllThatASlowServerTakesInTheEnd() throws InterruptedException {
        int many = 100_000_000;
        CountDownLatch read = new CountDownLatch(1);
        proxy.server(ScriptedServer.start("127.0.0.1", 8192, connection -> {
            connection.answer(SWITCHING);
            read.await();
            assertThat(connection.skip(Long.MAX_VALUE)).isEqualTo(many);
            connection.send("had it all");
        }));
        RawClient client = proxy.client();
        client.exchange(WEBSOCKET);
        Thread sender = Thread.startVirtualThread(() -> {
            client.send(new byte[many]);
            client.shutdownOutput();
        });
        await().pollDelay(Duration.ofMillis(200)).until(() -> sender.getState() == Thread.State.WAITING);
        read.countDown();
        assertThat(client.readToEnd()).isEqualTo("had it all");
        sender.join();
    }

    @Test
    void passesWhatTheServerSaysToAClientThatSaysNoMore() {
        proxy.server(connection -> {
            connection.answer(SWITCHING);
            assertThat(connection.readToEnd()).isEqualTo("bye");
            connection.send("one more thing");
        });
        RawClient client = proxy.client();
        client.exchange(WEBSOCKET);
        client.send("bye");
        client.shutdownOutput();
        assertThat(client.readToEnd()).isEqualTo("one more thing");
    }

    @Test
    void passesWhatTheClientSaysToAServerThatSaysNoMore() throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(1);
        proxy.server(connection -> {
            connection.answer(SWITCHING + "bye");
            connection.shutdownOutput();
            assertThat(connection.readToEnd()).isEqualTo("one more thing");
            heard.countDown();
        });
        RawClient client = proxy.client();
        client.exchange(WEBSOCKET);
        assertThat(client.readToEnd()).isEqualTo("bye");
        client.send("one more thing");
        client.shutdownOutput();
        assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void carriesWebsocketsOverTls() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        proxy.tls("server").server(connection -> {
            connection.answer(SWITCHING);
            assertThat(connection.read(4)).isEqualTo("ping");
            connection.send("pong");
            assertThat(connection.readToEnd()).isEqualTo("last");
            ended.countDown();
        });
        SSLContext tls = TestTls.client();
        RawClient client = RawClient.over(
                tls.getSocketFactory().createSocket(proxy.client().socket(), "localhost", 443, true));
        client.exchange(WEBSOCKET);
        client.send("ping");
        assertThat(client.read(4)).isEqualTo("pong");
        client.send("last");
        client.close();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void passesAnAnswerThatDoesNotSwitch() {
        proxy.server(connection -> connection.answerAll("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"));
        RawClient client = proxy.client();
        assertThat(client.exchange(WEBSOCKET).body()).isEqualTo("no");
        assertThat(client.exchange(Http.GET).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h2c", "foo", "websocket, h2c", "TLS/1.0"})
    void forwardsNoOtherUpgrade(String protocol) {
        ScriptedServer server = proxy.server(connection -> connection.answer(Http.OK));
        String request =
                Http.get("/", "Connection: Upgrade, HTTP2-Settings", "Upgrade: " + protocol, "HTTP2-Settings: AA");
        assertThat(proxy.client().exchange(request).status()).isEqualTo(200);
        assertThat(server.received()).doesNotContain("Upgrade", "HTTP2-Settings", "Connection");
    }

    @Test
    void forwardsNoUpgradeThatConnectionDoesNotName() {
        ScriptedServer server = proxy.server(connection -> connection.answer(Http.OK));
        proxy.client().exchange(Http.get("/", "Upgrade: websocket"));
        assertThat(server.received()).doesNotContain("Upgrade");
    }

    @Test
    void refusesASwitchNobodyAskedFor() {
        proxy.server(connection -> {
            connection.answer("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
            assertThat(connection.readToEnd()).isEmpty();
        });
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.get("/", "Connection: Upgrade", "Upgrade: h2c"))
                        .status())
                .isEqualTo(500);
    }
}
