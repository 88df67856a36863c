package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static traefik4j.proxy.flow.TestTls.believing;
import static traefik4j.proxy.flow.TestTls.pem;
import static traefik4j.proxy.flow.TestTls.skipping;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.config.Backend;
import traefik4j.config.BackendTls;
import traefik4j.config.Forwarding;
import traefik4j.proxy.flow.RawClient.Response;
import traefik4j.proxy.flow.ScriptedServer.Connection;
import traefik4j.proxy.flow.ScriptedServer.Script;
import traefik4j.proxy.upstream.UpstreamSettings;

/** Servers behind TLS: who is believed, what they are told, and what clients get if it does not work. */
class SecureServerFlowTest {
    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    private static ScriptedServer showing(String certificate, Script script) {
        return ScriptedServer.secure(TestTls.server(certificate), false, script);
    }

    private ScriptedServer behind(String host, String certificate, Script script) {
        ScriptedServer server = showing(certificate, script);
        proxy.alsoCloses(server);
        proxy.server("https://" + host + ":" + server.port());
        return server;
    }

    @Test
    void passesRequestsOverOneConnectionToAServerItBelieves() {
        ScriptedServer server = behind("localhost", "server", connection -> connection.answerAll(Http.ok("fine")));
        RawClient client = proxy.serverTls(believing("")).client();
        assertThat(client.exchange(Http.GET).body()).isEqualTo("fine");
        assertThat(client.exchange(Http.post("/", "x".repeat(100_000))).body()).isEqualTo("fine");
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void asksByTheNameOfTheUrl() {
        ScriptedServer server = behind("localhost", "server", connection -> connection.answerAll(Http.OK));
        proxy.serverTls(believing("")).client().exchange(Http.GET);
        Connection connection = server.connection(0);
        assertThat(connection.tls().getRequestedServerNames()).asString().contains("localhost");
        assertThat(((SSLSocket) connection.socket()).getApplicationProtocol()).isEmpty();
        assertThat(connection.tls().getProtocol()).isEqualTo("TLSv1.3");
    }

    @Test
    void verifiesAddressesAndAsksByNoNameThen() {
        ScriptedServer server = behind("127.0.0.1", "server", connection -> connection.answerAll(Http.OK));
        assertThat(proxy.serverTls(believing("")).client().exchange(Http.GET).status())
                .isEqualTo(200);
        assertThat(server.connection(0).tls().getRequestedServerNames()).isEmpty();
    }

    @Test
    void usesSessionsAgain() {
        ScriptedServer server = behind(
                "localhost",
                "server",
                connection -> connection.answer(Http.OK.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")));
        RawClient client = proxy.serverTls(believing("")).client();
        client.exchange(Http.GET);
        client.exchange(Http.GET);
        assertThat(server.connection(1).tls().getCreationTime())
                .isEqualTo(server.connection(0).tls().getCreationTime());
    }

    private void refuses() {
        RawClient client = proxy.client();
        Response response = client.exchange(Http.GET);
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("Internal Server Error");
    }

    @Test
    void answers500IfNobodyItBelievesKnowsTheServer() {
        behind("localhost", "server", Connection::request);
        refuses();
    }

    @Test
    void answers500IfTheServerHasAnotherName() {
        behind("localhost", "elsewhere", Connection::request);
        proxy.serverTls(believing(""));
        refuses();
    }

    @Test
    void answers500IfTheAddressIsNotInTheCertificate() {
        behind("127.0.0.1", "elsewhere", Connection::request);
        proxy.serverTls(believing(""));
        refuses();
    }

    @Test
    void answers500IfTheServerSpeaksNoTls() {
        try (ScriptedServer plain = ScriptedServer.start(connection -> connection.send(Http.OK))) {
            proxy.server("https://127.0.0.1:" + plain.port());
            refuses();
        }
    }

    @Test
    void answers502IfTheServerClosesInsteadOfShakingHands() {
        try (ScriptedServer plain = ScriptedServer.start(connection -> {})) {
            proxy.server("https://127.0.0.1:" + plain.port());
            assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(502);
        }
    }

    @Test
    void answers504IfTheServerTakesTooLongToShakeHands() {
        CountDownLatch over = new CountDownLatch(1);
        try (ScriptedServer silent = ScriptedServer.start(connection -> over.await())) {
            proxy.server("https://127.0.0.1:" + silent.port());
            proxy.upstream(settings -> withHandshakeTimeout(settings, Duration.ofMillis(100)));
            assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(504);
            over.countDown();
        }
    }

    /** The same, with another time-out for handshakes. */
    static UpstreamSettings withHandshakeTimeout(UpstreamSettings settings, Duration timeout) {
        return new UpstreamSettings(
                settings.dialTimeout(),
                timeout,
                settings.responseHeaderTimeout(),
                settings.idleTimeout(),
                settings.maxIdleConnections(),
                settings.maxHeaderBytes(),
                settings.maxHeaderCount(),
                settings.tls(),
                settings.inNameOf(),
                settings.proxies());
    }

    @Test
    void believesAnybodyIfToldTo() {
        behind("localhost", "elsewhere", connection -> connection.answerAll(Http.OK));
        proxy.serverTls(skipping(true));
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(200);
    }

    @Test
    void aBackendMayBeStricterThanTheRest() {
        behind("localhost", "elsewhere", Connection::request);
        proxy.serverTls(skipping(true)).backend(backend -> speaking(backend, skipping(false)));
        refuses();
    }

    @Test
    void aBackendMayNameAnotherServer() {
        ScriptedServer server = behind("127.0.0.1", "elsewhere", connection -> connection.answerAll(Http.OK));
        proxy.backend(backend -> speaking(backend, believing("elsewhere.example")));
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(200);
        assertThat(server.connection(0).tls().getRequestedServerNames())
                .asString()
                .contains("elsewhere.example");
    }

    private static Backend speaking(Backend backend, BackendTls tls) {
        return new Backend(
                backend.servers(), backend.loadBalancer(), null, null, null, null, Forwarding.DEFAULT.with(tls));
    }

    @Test
    void showsAServerItsCertificate() throws Exception {
        ScriptedServer server =
                ScriptedServer.secure(TestTls.server("server"), true, connection -> connection.answerAll(Http.OK));
        proxy.server(server);
        BackendTls own = new BackendTls("", List.of(pem("ca.pem")), null, pem("client.pem"), pem("client.key"));
        proxy.backend(backend -> speaking(backend, own));
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(200);
        assertThat(server.connection(0).tls().getPeerPrincipal().getName()).isEqualTo("CN=client");
    }

    @Test
    void answersAnErrorIfTheServerWantsACertificateThatIsNotThere() {
        proxy.server(ScriptedServer.secure(TestTls.server("server"), true, Connection::request));
        proxy.serverTls(believing(""));
        assertThat(proxy.client().exchange(Http.GET).status()).isBetween(500, 502);
    }

    @Test
    void triesAnotherServerIfOneIsNotToBeBelieved() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            behind("localhost", "elsewhere", Connection::request);
            behind("localhost", "server", connection -> connection.answerAll(Http.OK));
            proxy.server("https://127.0.0.1:" + closed.getLocalPort());
        }
        RawClient client = proxy.serverTls(believing("")).attempts(3).client();
        for (int i = 0; i < 6; i++) {
            assertThat(client.exchange(Http.post("/", "body")).status()).isEqualTo(200);
        }
    }

    @Test
    void passesABodyThatEndsWithTheConnection() {
        behind("localhost", "server", connection -> connection.answer("HTTP/1.1 200 OK\r\n\r\nto the end"));
        assertThat(proxy.serverTls(believing("")).client().exchange(Http.GET).body())
                .isEqualTo("a\r\nto the end\r\n0\r\n\r\n");
    }

    @Test
    void cutsABodyThatMayHaveBeenCut() {
        // TLS over a socket that is closed without it: no word of the end is sent.
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            SSLSocket tls = (SSLSocket)
                    TestTls.server("server").getSocketFactory().createSocket(connection.socket(), null, 0, false);
            tls.setUseClientMode(false);
            tls.getInputStream().read(new byte[1000]);
            tls.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\nto the".getBytes(StandardCharsets.US_ASCII));
        })) {
            proxy.server("https://localhost:" + server.port());
            RawClient client = proxy.serverTls(believing("")).client();
            client.send(Http.GET);
            assertThat(client.readToEnd()).contains("to the").doesNotEndWith("0\r\n\r\n");
        }
    }
}
