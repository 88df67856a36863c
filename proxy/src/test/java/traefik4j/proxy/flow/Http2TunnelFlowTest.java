package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.config.RespondingTimeouts;
import traefik4j.proxy.flow.Http2Peer.Response;
import traefik4j.proxy.http2.ErrorCode;

/** WebSocket in a stream of HTTP/2 (RFC 8441). */
class Http2TunnelFlowTest {
    private static final String SWITCHING = Http.head(
            "HTTP/1.1 101 Switching Protocols",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Accept: x",
            "Sec-WebSocket-Protocol: chat");

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    /** A client whose first stream is a tunnel. */
    private Http2Peer client() {
        Http2Peer client = Http2Peer.client(proxy.client());
        client.fields(
                1,
                false,
                ":method",
                "CONNECT",
                ":protocol",
                "websocket",
                ":scheme",
                "http",
                ":authority",
                "h",
                ":path",
                "/chat",
                "sec-websocket-version",
                "13");
        return client;
    }

    @Test
    void carriesWhatBothSidesSay() {
        ScriptedServer server = proxy.server(connection -> {
            connection.head();
            connection.send(SWITCHING);
            connection.send("you said " + connection.read(5));
        });
        Http2Peer client = client();
        client.data(1, false, "hello");
        Response response = client.response(1);
        assertThat(response.heads()).isEqualTo(":status: 200\nsec-websocket-protocol: chat\n");
        assertThat(response.body()).isEqualTo("you said hello");
        assertThat(server.received()).contains("Connection: Upgrade\r\nUpgrade: websocket\r\n", "sec-websocket-key: ");
    }

    @Test
    void passesWhatTheServerSaysToAClientThatSaysNoMore() {
        proxy.server(connection -> {
            connection.answer(SWITCHING);
            assertThat(connection.readToEnd()).isEqualTo("bye");
            connection.send("one more thing");
        });
        Http2Peer client = client();
        client.data(1, true, "bye");
        assertThat(client.response(1).body()).isEqualTo("one more thing");
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
        Http2Peer client = client();
        Response response = client.response(1);
        assertThat(response.isEnded()).isTrue();
        assertThat(response.body()).isEqualTo("bye");
        client.data(1, true, "one more thing");
        assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void endsATunnelWhereNothingMovesAndLeavesTheConnectionAlone() {
        proxy.responding(new RespondingTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofMillis(400)));
        proxy.server(connection -> {
            if (!connection.head().startsWith("GET /chat")) {
                connection.send(Http.OK);
                return;
            }
            connection.send(SWITCHING);
            for (int i = 0; i < 10; i++) {
                connection.send(connection.read(1));
            }
            assertThat(connection.isClosedByPeer()).isTrue();
        });
        Http2Peer client = client();
        for (int i = 0; i < 10; i++) {
            client.data(1, false, "x");
            assertThat(client.readTo(Http2Peer.DATA).payload()).containsExactly('x');
        }
        assertThat(client.response(1).reset()).isEqualTo(ErrorCode.CANCEL.number());
        client.request(3, true, "GET", "/");
        assertThat(client.response(3).heads()).startsWith(":status: 200");
    }
}
