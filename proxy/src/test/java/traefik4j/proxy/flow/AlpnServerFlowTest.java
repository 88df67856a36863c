package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static traefik4j.proxy.flow.TestTls.believing;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.flow.ScriptedServer.Connection;

/** Servers behind TLS that speak both HTTP/2 and HTTP/1.1, whichever they are asked for (ALPN, RFC 7301). */
class AlpnServerFlowTest {
    private static final String WEBSOCKET =
            Http.get("/chat", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x");

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    /** What is done with a connection by HTTP/2. */
    @FunctionalInterface
    private interface Script {
        void play(Http2Peer server) throws Exception;
    }

    private ScriptedServer server(ScriptedServer.Script script) {
        ScriptedServer server = ScriptedServer.secure(TestTls.server("server"), false, script);
        proxy.alsoCloses(server);
        proxy.serverTls(believing("")).server("https://localhost:" + server.port());
        return server;
    }

    /** Says {@code no} to whoever speaks HTTP/1.1. */
    private static void serve(Connection connection, Script http2) throws Exception {
        if (agreed(connection).equals("h2")) {
            http2.play(Http2Peer.server(connection));
        } else {
            connection.answerAll(Http.ok("no"));
        }
    }

    private static String agreed(Connection connection) throws Exception {
        SSLSocket socket = (SSLSocket) connection.socket();
        socket.setHandshakeApplicationProtocolSelector((tls, offered) -> List.of("h2", "http/1.1").stream()
                .filter(offered::contains)
                .findFirst()
                .orElse(""));
        socket.startHandshake();
        return socket.getApplicationProtocol();
    }

    /** Answers one request, and is gone. */
    private static void answerOne(Http2Peer server) {
        answer(server, 1);
    }

    /** Answers all requests, and is gone after the one that says it is the last. */
    private static void answerAll(Http2Peer server) {
        for (int stream = 1; !answer(server, stream).contains("/last"); stream += 2) {
            // the next one
        }
    }

    private static String answer(Http2Peer server, int stream) {
        String request = server.request(stream);
        server.fields(stream, false, ":status", "200");
        server.data(stream, true, "yes");
        return request;
    }

    @Test
    void getHttp2() {
        ScriptedServer server = server(connection -> serve(connection, peer -> {
            answerOne(peer);
            peer.readTo(Http2Peer.GOAWAY);
        }));
        assertThat(proxy.client().exchange(Http.GET).body()).contains("yes");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void getHttp2AlsoAfterWebsocketWasAskedForInHttp1() {
        ScriptedServer server = server(connection -> serve(connection, AlpnServerFlowTest::answerOne));
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.GET).body()).contains("yes");
        assertThat(client.exchange(WEBSOCKET).body()).isEqualTo("no");
        for (int request = 0; request < 3; request++) {
            assertThat(client.exchange(Http.GET).body()).contains("yes");
        }
        assertThat(server.connections()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void letNobodyWhoWaitsFallBackToWhatWebsocketWants() {
        CountDownLatch second = new CountDownLatch(1);
        server(connection -> {
            if (connection.number() == 1) {
                Http.await(second);
            }
            serve(connection, AlpnServerFlowTest::answerAll);
        });
        RawClient first = proxy.client();
        RawClient other = proxy.client();
        assertThat(first.exchange(Http.get("/last")).body()).contains("yes");
        first.send(Http.GET);
        assertThat(proxy.client().exchange(WEBSOCKET).body()).isEqualTo("no");
        other.send(Http.GET);
        second.countDown();
        assertThat(first.response().body()).contains("yes");
        assertThat(other.response().body()).contains("yes");
    }
}
