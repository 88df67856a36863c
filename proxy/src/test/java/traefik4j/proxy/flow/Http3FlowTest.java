package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.flow.Http3Peer.Stream;

/** HTTP/3 as Netty's client speaks it; {@code it} has another client. */
class Http3FlowTest {
    private static final int LARGE = 1 << 20;
    private static final long BUDGET = 2 << 20;
    private static final String TOML = """
            defaultEntryPoints = ["https"]
            [entryPoints.https]
            address = "127.0.0.1:0"
            [entryPoints.https.http3]
            [entryPoints.https.tls]
            [file]
            [backends.b.servers.s]
            url = "@s@"
            [frontends.f]
            backend = "b"
            [frontends.f.routes.r]
            rule = "PathPrefix:/"
            """;
    private static final String SWITCHING = Http.head(
            "HTTP/1.1 101 Switching Protocols",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Accept: x",
            "Sec-WebSocket-Protocol: chat");

    @AutoClose
    private final Configured proxy = new Configured(BUDGET);

    private Http3Peer client(ScriptedServer.Script script) {
        proxy.server("s", script).start(TOML);
        return new Http3Peer(proxy.entryPoint("https").address(), 64 << 10);
    }

    private static Stream get(Http3Peer client, String path) {
        return client.request(true, ":method", "GET", ":scheme", "https", ":authority", "h", ":path", path);
    }

    /** A tunnel for WebSocket (RFC 9220). */
    private static Stream tunnel(Http3Peer client) {
        return client.request(
                false,
                ":method",
                "CONNECT",
                ":protocol",
                "websocket",
                ":scheme",
                "https",
                ":authority",
                "h",
                ":path",
                "/chat",
                "sec-websocket-version",
                "13");
    }

    @Test
    void answersARequest() {
        try (Http3Peer client = client(ScriptedServer.Connection::echoAll)) {
            Stream stream = get(client, "/a");
            assertThat(stream.heads()).startsWith(":status: 200\n");
            assertThat(stream.body()).startsWith("GET /a HTTP/1.1");
        }
    }

    @Test
    void carriesWebsocketsInATunnel() {
        try (Http3Peer client = client(connection -> {
            connection.head();
            connection.send(SWITCHING);
            connection.send("you said " + connection.read(5));
        })) {
            Stream stream = tunnel(client);
            stream.data("hello", false);
            assertThat(stream.heads())
                    .startsWith(":status: 200\nsec-websocket-protocol: chat\n")
                    .doesNotContain("accept");
            assertThat(stream.body()).isEqualTo("you said hello");
            assertThat(proxy.server("s").received())
                    .contains("Connection: Upgrade\r\nUpgrade: websocket\r\n", "sec-websocket-key: ");
        }
    }

    @Test
    void passesWhatTheServerSaysToAClientThatSaysNoMore() {
        try (Http3Peer client = client(connection -> {
            connection.answer(SWITCHING);
            assertThat(connection.readToEnd()).isEqualTo("bye");
            connection.send("one more thing");
        })) {
            Stream stream = tunnel(client);
            stream.data("bye", true);
            assertThat(stream.body()).isEqualTo("one more thing");
        }
    }

    @Test
    void boundsWhatWaitsInStreamsThatAreNotRead() {
        try (Http3Peer client = client(connection -> {
            while (true) {
                connection.head();
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
                connection.send(new byte[LARGE]);
            }
        })) {
            for (int i = 0; i < 60; i++) {
                get(client, "/" + i).stopReading();
            }
            await().until(() -> proxy.waiting() > BUDGET / 2);
            for (int i = 0; i < 50; i++) {
                assertThat(proxy.waiting()).isLessThan(4 * BUDGET);
            }
        }
        await().until(() -> proxy.waiting() == 0);
    }
}
