package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections to the servers of TCP backends begin: a greeting, TLS, and only then the bytes of the client. */
class TcpServersFlowTest {
    private static final String START = """
            defaultEntryPoints = ["http"]
            [entryPoints.http]
            address = "127.0.0.1:0"
            [file]
            [tcp.frontends.f]
            backend = "b"
            [tcp.frontends.f.routes.r]
            rule = "HostSNI:*"
            [tcp.backends.b.servers.s]
            url = "tcp://@s@"
            """;
    private static final String GREETED = "[tcp.backends.b]\nproxyProtocol = \"%s\"\n";
    private static final String SECURE = """
            [tcp.backends.b.tls]
            serverName = "elsewhere.example"
            rootCAs = ["@tls@/ca.pem"]
            """;

    @AutoClose
    private final Configured proxy = new Configured();

    private static void echo(RawSocket connection) {
        try {
            connection.socket().getInputStream().transferTo(connection.socket().getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void echoingTls(String certificate, String toml) {
        proxy.server("s", ScriptedServer.secure(TestTls.server(certificate), false, TcpServersFlowTest::echo));
        proxy.start(toml);
    }

    private String said(String hello) {
        RawClient client = proxy.client();
        client.send(hello);
        return client.read(hello.length());
    }

    @Test
    void tellsTheServerInAnOlderTextWhoTheClientIs() {
        proxy.server("s", TcpServersFlowTest::echo).start(START + GREETED.formatted("v1"));
        RawClient client = proxy.client();
        client.send("hello");
        String ports = client.socket().getLocalPort() + " " + client.socket().getPort();
        assertThat(client.readThrough("hello")).isEqualTo("PROXY TCP4 127.0.0.1 127.0.0.1 " + ports + "\r\nhello");
    }

    @Test
    void tellsTheServerInANewerFormWhoTheClientIs() {
        proxy.server("s", TcpServersFlowTest::echo).start(START + GREETED.formatted("v2"));
        RawClient client = proxy.client();
        client.send("hello");
        assertThat(client.read(16)).isEqualTo("\r\n\r\n\0\r\nQUIT\n!\u0011\0\u000c");
        assertThat(client.read(12)).startsWith("\u007f\0\0\u0001\u007f\0\0\u0001");
        assertThat(client.read(5)).isEqualTo("hello");
    }

    @Test
    void greetsAServerThatSpeaksFirst() {
        proxy.server("s", connection -> connection.send("220 " + connection.readThrough("\r\n")));
        proxy.start(START + GREETED.formatted("v1"));
        assertThat(proxy.client().readToEnd()).startsWith("220 PROXY TCP4 ");
    }

    @Test
    void speaksTlsToServers() throws Exception {
        echoingTls("elsewhere", START + SECURE);
        assertThat(said("hello")).isEqualTo("hello");
        assertThat(proxy.server("s").connection(0).tls().getRequestedServerNames())
                .asString()
                .contains("elsewhere.example");
    }

    @Test
    void passesMuchThroughTlsOfServers() throws Exception {
        echoingTls("elsewhere", START + SECURE);
        RawClient client = proxy.client();
        byte[] much = new byte[5_000_000];
        Thread sender = Thread.startVirtualThread(() -> client.send(much));
        assertThat(client.skip(much.length)).isEqualTo(much.length);
        sender.join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "plain"})
    void givesAServerNothingThatIsNotWhoItShouldBe(String certificate) {
        if (certificate.equals("plain")) {
            proxy.server("s", connection -> connection.send("220 no TLS here\r\n"))
                    .start(START + SECURE);
        } else {
            echoingTls(certificate, START + SECURE);
        }
        RawClient client = proxy.client();
        client.send("secret");
        assertThat(client.isClosedByPeer()).isTrue();
        assertThat(proxy.server("s").received()).doesNotContain("secret");
    }

    @Test
    void triesTheNextServerWhereOneIsNotWhoItShouldBe() {
        proxy.server("t", ScriptedServer.secure(TestTls.server("server"), false, TcpServersFlowTest::echo));
        echoingTls("elsewhere", START + SECURE + "[tcp.backends.b.servers.a]\nurl = \"tcp://@t@\"\n");
        for (int i = 0; i < 3; i++) {
            assertThat(said("hello")).isEqualTo("hello");
        }
    }

    @Test
    void greetsBeforeTls() {
        proxy.server("s", connection -> {
            String greeting = connection.readThrough("\r\n");
            SSLSocket tls = (SSLSocket)
                    TestTls.server("elsewhere").getSocketFactory().createSocket(connection.socket(), null, 0, false);
            tls.setUseClientMode(false);
            tls.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
            tls.close();
        });
        proxy.start(START + GREETED.formatted("v1") + SECURE);
        assertThat(proxy.client().readToEnd()).startsWith("PROXY TCP4 127.0.0.1 ");
    }

    @Test
    void offersNothingOnTopOfTheTlsItEnds() throws Exception {
        proxy.server("s", TcpServersFlowTest::echo).start(START.replace("[file]", """
                [entryPoints.http.tls]
                [[entryPoints.http.tls.certificates]]
                certFile = "@tls@/server.pem"
                keyFile = "@tls@/server.key"
                [file]
                """));
        try (SSLSocket socket = proxy.secureClient("http")
                .asking("server.example")
                .over("h2", "http/1.1")
                .connect()) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');
            assertThat(socket.getApplicationProtocol()).isEmpty();
        }
    }
}
