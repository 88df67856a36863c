package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.config.Backend;
import traefik4j.config.ForwardedHeaders;
import traefik4j.config.Forwarding;
import traefik4j.config.Limits;
import traefik4j.config.ProxyProtocol.Version;
import traefik4j.config.Server;

/** Clients behind load balancers that speak the PROXY protocol. */
class ProxyProtocolFlowTest {
    private static final String HEADER = "PROXY TCP4 192.0.2.1 10.0.0.1 56324 443\r\n";
    private static final byte[] BINARY =
            HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2111000cc00002010a000001dc0401bb");

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    private RawClient client(String... trusted) {
        proxy.server(ScriptedServer.Connection::echoAll);
        return proxy.proxyProtocol(trusted).client();
    }

    @Test
    void knowsAClientByTheHeaderOfATrustedPeer() {
        RawClient client = client("127.0.0.0/8");
        assertThat(client.exchange(HEADER + Http.GET).body()).contains("X-Forwarded-For: 192.0.2.1\r\n");
        assertThat(client.exchange(Http.GET).body()).contains("X-Real-Ip: 192.0.2.1\r\n");
    }

    @Test
    void readsTheBinaryHeader() {
        RawClient client = client("127.0.0.1");
        client.send(BINARY);
        assertThat(client.exchange(Http.GET).body()).contains("X-Forwarded-For: 192.0.2.1\r\n");
    }

    @Test
    void readsAHeaderThatArrivesByteByByte() {
        RawClient client = client("127.0.0.1");
        for (int i = 0; i < HEADER.length(); i++) {
            client.send(HEADER.substring(i, i + 1));
        }
        assertThat(client.exchange(Http.GET).body()).contains("X-Forwarded-For: 192.0.2.1\r\n");
    }

    @Test
    void doesNotBelieveTheHeaderOfSomebodyElse() {
        assertThat(client("10.0.0.0/8").exchange(HEADER + Http.GET).body())
                .contains("X-Forwarded-For: 127.0.0.1\r\n")
                .doesNotContain("192.0.2.1");
    }

    @Test
    void servesAConnectionWithoutAHeader() {
        RawClient client = client("127.0.0.1");
        assertThat(client.exchange(Http.post("/", "body")).body()).contains("X-Forwarded-For: 127.0.0.1\r\n");
    }

    @Test
    void believesForwardedHeadersOfTheClientAndNotOfThePeer() {
        proxy.trusts(new ForwardedHeaders(List.of("127.0.0.1"), false));
        String request = Http.get("/", "X-Forwarded-For: 198.51.100.7");
        assertThat(client("127.0.0.1").exchange(HEADER + request).body())
                .contains("X-Forwarded-For: 192.0.2.1\r\n")
                .doesNotContain("198.51.100.7");
    }

    @Test
    void closesOnAMalformedHeader() {
        RawClient client = client("127.0.0.1");
        client.send("PROXY TCP4 192.0.2.1\r\n" + Http.GET);
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void readsNoHeaderWhereNoneIsConfigured() {
        proxy.server(ScriptedServer.Connection::echoAll);
        assertThat(proxy.client().exchange(HEADER + Http.GET).status()).isEqualTo(400);
    }

    @Test
    void doesNotWaitForEverForTheRestOfAHeader() {
        proxy.limits(new Limits(65_536, 256, 32_768, Duration.ofMillis(200), 0, Duration.ZERO));
        RawClient client = client("127.0.0.1");
        client.send("PROXY TCP4 192.0.2.1 ");
        assertThat(client.isClosedByPeer()).isTrue();
    }

    private void greets(Version version) {
        proxy.backend(backend -> new Backend(
                backend.servers(),
                backend.loadBalancer(),
                null,
                null,
                null,
                null,
                Forwarding.DEFAULT.greeting(version)));
    }

    @Test
    void tellsServersOnAConnectionForEachRequest() {
        ScriptedServer server = proxy.server(connection -> connection.answerAll(Http.OK));
        greets(Version.V1);
        RawClient client = proxy.client();
        client.exchange(Http.GET);
        client.exchange(Http.GET);
        assertThat(server.connections()).isEqualTo(2);
        assertThat(server.received())
                .startsWith("PROXY TCP4 127.0.0.1 127.0.0.1 " + client.socket().getLocalPort() + " "
                        + client.socket().getPort() + "\r\nGET / HTTP/1.1\r\n");
        assertThat(server.received().split("PROXY TCP4")).hasSize(3);
    }

    @Test
    void handsOnWhatItWasToldItself() {
        ScriptedServer server = proxy.server(connection -> connection.answerAll(Http.OK));
        greets(Version.V2);
        proxy.proxyProtocol("127.0.0.1").client().exchange(HEADER + Http.GET);
        assertThat(server.received().getBytes(StandardCharsets.ISO_8859_1)).startsWith(BINARY);
    }

    @Test
    void tellsServersBeforeTls() {
        ScriptedServer server = proxy.server(connection -> {
            assertThat(connection.readThrough("\r\n")).startsWith("PROXY TCP4 127.0.0.1 ");
            SSLSocket tls = (SSLSocket)
                    TestTls.server("server").getSocketFactory().createSocket(connection.socket(), null, 0, true);
            tls.setUseClientMode(false);
            tls.getInputStream().read(new byte[1000]);
            tls.getOutputStream().write(Http.ok("secret").getBytes(StandardCharsets.US_ASCII));
            tls.close();
        });
        proxy.backend(backend -> new Backend(
                Map.of("a", new Server("https://localhost:" + server.port(), 1)),
                backend.loadBalancer(),
                null,
                null,
                null,
                null,
                Forwarding.DEFAULT.with(TestTls.believing("")).greeting(Version.V1)));
        assertThat(proxy.client().exchange(Http.GET).body()).isEqualTo("secret");
    }

    @Test
    void readsTheHeaderBeforeTls() throws Exception {
        proxy.server(ScriptedServer.Connection::echoAll);
        RawClient plain = proxy.tls("server").proxyProtocol("127.0.0.1").client();
        plain.send(HEADER);
        SSLContext tls = TestTls.client();
        RawClient client = new RawClient(tls.getSocketFactory().createSocket(plain.socket(), "localhost", 443, true));
        assertThat(client.exchange(Http.GET).body())
                .contains("X-Forwarded-For: 192.0.2.1\r\n")
                .contains("X-Forwarded-Proto: https\r\n");
    }
}
