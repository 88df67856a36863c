package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static traefik4j.proxy.flow.TestTls.believing;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Backend;
import traefik4j.config.Forwarding;
import traefik4j.config.ProxyProtocol;
import traefik4j.proxy.flow.ScriptedServer.Connection;
import traefik4j.proxy.flow.ScriptedServer.Script;

/** Servers that are reached by another proxy, as {@code HTTP_PROXY} and {@code HTTPS_PROXY} say (reference §4.10). */
class ForwardProxyFlowTest {
    private static final String OPEN = Http.head("HTTP/1.1 200 Connection established", "Via: 1.1 test");
    private static final String WEBSOCKET =
            Http.get("/chat", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x");
    private static final String SWITCHING = Http.head(
            "HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Accept: y");

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    /** A proxy on the way to a server of this URL, that only the proxy knows. */
    private ScriptedServer onTheWayTo(String url, Script script) {
        ScriptedServer forward = ScriptedServer.start(script);
        proxy.server(forward, url);
        String value = "http://me:secret@127.0.0.1:" + forward.port();
        proxy.environment(Map.of("HTTP_PROXY", value, "HTTPS_PROXY", value));
        return forward;
    }

    @Test
    void tellsItTheServerInTheFirstLine() {
        ScriptedServer forward = onTheWayTo("http://shop.internal:8080", Connection::echoAll);
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.get("/a?b=c")).body())
                .startsWith("GET http://shop.internal:8080/a?b=c HTTP/1.1\r\nHost: h\r\n")
                .contains("\r\nProxy-Authorization: Basic bWU6c2VjcmV0\r\n", "\r\nX-Forwarded-Host: h\r\n");
        assertThat(client.exchange(Http.post("/", "x".repeat(100_000))).body())
                .startsWith("POST http://shop.internal:8080/ HTTP/1.1\r\n")
                .endsWith("xxx");
        assertThat(forward.connections()).isEqualTo(1);
    }

    @Test
    void leavesOutThePortTheUrlDoesNotSay() {
        onTheWayTo("http://shop.internal", Connection::echoAll);
        assertThat(proxy.client().exchange(Http.GET).body()).startsWith("GET http://shop.internal/ HTTP/1.1\r\n");
    }

    @Test
    void speaksTlsWithTheServerItself() {
        ScriptedServer forward = onTheWayTo("https://elsewhere.example:8443", connection -> {
            assertThat(connection.head())
                    .isEqualTo(Http.head(
                            "CONNECT elsewhere.example:8443 HTTP/1.1",
                            "Host: elsewhere.example:8443",
                            "Proxy-Authorization: Basic bWU6c2VjcmV0"));
            connection.send("HTTP/1.1 100 Continue\r\n\r\n" + OPEN);
            RawSocket server = secured(connection);
            for (int request = 0; request < 2; request++) {
                assertThat(server.readThrough("\r\n\r\n"))
                        .startsWith("GET / HTTP/1.1\r\nHost: h\r\n")
                        .doesNotContain("Proxy-Authorization");
                server.send(Http.OK);
            }
        });
        RawClient client = proxy.serverTls(believing("")).client();
        assertThat(client.exchange(Http.GET).body()).isEqualTo("hello");
        assertThat(client.exchange(Http.GET).body()).isEqualTo("hello");
        assertThat(forward.connections()).isEqualTo(1);
    }

    private static RawSocket secured(Connection connection) throws IOException {
        SSLSocket socket = (SSLSocket)
                TestTls.server("elsewhere").getSocketFactory().createSocket(connection.socket(), "client", 0, true);
        socket.setUseClientMode(false);
        return new RawSocket(socket);
    }

    @Test
    void takesATunnelForWebsocket() {
        ScriptedServer forward = onTheWayTo("http://shop.internal", connection -> {
            if (connection.number() > 0) {
                connection.echoAll();
                return;
            }
            assertThat(connection.head()).startsWith("CONNECT shop.internal:80 HTTP/1.1\r\n");
            connection.send(OPEN);
            assertThat(connection.head()).startsWith("GET /chat HTTP/1.1\r\n").doesNotContain("Proxy-Authorization");
            connection.send(SWITCHING);
            assertThat(connection.read(4)).isEqualTo("ping");
            connection.send("pong");
        });
        RawClient client = proxy.client();
        assertThat(client.exchange(WEBSOCKET).status()).isEqualTo(101);
        client.send("ping");
        assertThat(client.read(4)).isEqualTo("pong");
        assertThat(proxy.client().exchange(Http.GET).body()).startsWith("GET http://shop.internal/ HTTP/1.1\r\n");
        assertThat(forward.connections()).isEqualTo(2);
    }

    @Test
    void keepsNoTunnelThatTurnedOutToCarryNoWebsocket() {
        ScriptedServer forward = onTheWayTo("http://shop.internal", connection -> {
            if (connection.number() == 0) {
                connection.head();
                connection.send(OPEN);
                connection.answer(Http.ok("no"));
                assertThat(connection.isClosedByPeer()).isTrue();
            }
            connection.echoAll();
        });
        RawClient client = proxy.client();
        assertThat(client.exchange(WEBSOCKET).body()).isEqualTo("no");
        assertThat(client.exchange(Http.GET).body()).startsWith("GET http://shop.internal/ HTTP/1.1\r\n");
        assertThat(forward.connections()).isEqualTo(2);
    }

    @Test
    void saysWhoTheClientIsInATunnel() {
        onTheWayTo("http://shop.internal", connection -> {
            connection.head();
            connection.send(OPEN);
            assertThat(connection.readThrough("\r\n")).startsWith("PROXY TCP4 127.0.0.1 127.0.0.1 ");
            connection.answer(Http.OK);
        });
        proxy.backend(backend -> new Backend(
                backend.servers(),
                backend.loadBalancer(),
                null,
                null,
                null,
                null,
                Forwarding.DEFAULT.greeting(ProxyProtocol.Version.V1)));
        assertThat(proxy.client().exchange(Http.GET).body()).isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno",
                "HTTP/1.1 407 Proxy Authentication Required\r\n\r\n",
                "SSH-2.0-something\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nunasked",
                "HTTP/1.1 200 OK\r\n\r\n",
                ""
            })
    void answers502WhenItOpensNoTunnel(String answer) {
        onTheWayTo("https://shop.internal", connection -> {
            connection.head();
            connection.send(answer);
        });
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(502);
    }

    @Test
    void answers502WhenItsAnswerDoesNotEnd() {
        onTheWayTo("https://shop.internal", connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000));
            connection.readToEnd();
        });
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(502);
    }

    @Test
    void answers504WhenItSaysNothing() {
        CountDownLatch over = new CountDownLatch(1);
        onTheWayTo("https://shop.internal", connection -> over.await());
        proxy.upstream(settings -> SecureServerFlowTest.withHandshakeTimeout(settings, Duration.ofMillis(100)));
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(504);
        over.countDown();
    }

    @Test
    void answers502WhenNobodyIsThere() {
        ScriptedServer forward = onTheWayTo("http://shop.internal", Connection::echoAll);
        forward.close();
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(502);
    }

    @Test
    void reachesThisMachineDirectly() {
        proxy.server(Connection::echoAll);
        proxy.environment(Map.of("HTTP_PROXY", "http://nobody.invalid"));
        assertThat(proxy.client().exchange(Http.GET).body()).startsWith("GET / HTTP/1.1\r\n");
    }

    @Test
    void refusesServersBehindAProxyOfAnotherKind() {
        proxy.server("http://shop.internal").environment(Map.of("HTTP_PROXY", "socks5://127.0.0.1"));
        assertThatThrownBy(proxy::running)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("HTTP_PROXY is not usable: no proxies by socks5");
    }
}
