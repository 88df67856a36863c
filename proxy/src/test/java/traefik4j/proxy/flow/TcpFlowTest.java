package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Connections that are passed on as bytes. */
class TcpFlowTest {
    private static final String SECURE = """
            defaultEntryPoints = ["http"]
            [entryPoints.http]
            address = "127.0.0.1:0"
            [entryPoints.http.tls]
            [[entryPoints.http.tls.certificates]]
            certFile = "@tls@/server.pem"
            keyFile = "@tls@/server.key"
            [limits]
            headerReadTimeout = "500ms"
            [file]
            """;
    private static final String CLEAR = """
            defaultEntryPoints = ["http"]
            [entryPoints.http]
            address = "127.0.0.1:0"
            [file]
            """;
    private static final String BACKEND = """
            [tcp.backends.b.servers.s]
            url = "tcp://@s@"
            """;
    private static final String PASSTHROUGH = BACKEND + """
            [tcp.frontends.f]
            backend = "b"
            passthrough = true
            [tcp.frontends.f.routes.r]
            rule = "HostSNI:elsewhere.example, *.wild.example"
            """;
    private static final String ENDING = BACKEND + """
            [tcp.frontends.f]
            backend = "b"
            [tcp.frontends.f.routes.r]
            rule = "HostSNI:server.example"
            """;
    private static final String EVERYTHING = BACKEND + """
            [tcp.frontends.f]
            backend = "b"
            [tcp.frontends.f.routes.r]
            rule = "HostSNI:*"
            """;
    private static final String HTTP = """
            [backends.web.servers.s]
            url = "@web@"
            [frontends.web]
            backend = "web"
            [frontends.web.routes.r]
            rule = "PathPrefix:/"
            """;

    @AutoClose
    private final Configured proxy = new Configured();

    /** Sends back what comes, until nothing more does, and then says so. */
    private static void echo(RawSocket connection) {
        try {
            connection.socket().getInputStream().transferTo(connection.socket().getOutputStream());
            connection.send("end");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Configured echoing(String toml) {
        return proxy.server("s", TcpFlowTest::echo).start(toml);
    }

    private Configured echoingTls(String toml) {
        return proxy.server("s", ScriptedServer.secure(TestTls.server("elsewhere"), false, TcpFlowTest::echo))
                .server("web", ScriptedServer.Connection::echoAll)
                .start(toml);
    }

    private RawClient asking(String name) throws Exception {
        return new RawClient(secured(proxy.client(), name));
    }

    private static SSLSocket secured(RawSocket plain, String name) throws Exception {
        SSLContext tls = TestTls.client();
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain.socket(), name, 443, true);
        SSLParameters parameters = new SSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static String shown(RawSocket client) throws Exception {
        return ((SSLSocket) client.socket()).getSession().getPeerPrincipal().getName();
    }

    @Test
    void passesTlsThroughToTheServer() throws Exception {
        echoingTls(SECURE + PASSTHROUGH);
        RawClient client = asking("elsewhere.example");
        client.send("hello");
        assertThat(client.read(5)).isEqualTo("hello");
        assertThat(shown(client)).isEqualTo("CN=elsewhere");
    }

    @Test
    void findsWildcardsAndNamesInAnyCase() throws Exception {
        echoingTls(SECURE + PASSTHROUGH);
        RawClient client = asking("A.Wild.Example");
        client.send("hello");
        assertThat(client.read(5)).isEqualTo("hello");
    }

    @Test
    void passesTlsThroughWhereTheEntryPointHasNone() throws Exception {
        echoingTls(CLEAR + PASSTHROUGH + HTTP);
        RawClient client = asking("elsewhere.example");
        client.send("hello");
        assertThat(client.read(5)).isEqualTo("hello");
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(200);
    }

    @Test
    void leavesOtherNamesToHttp() throws Exception {
        echoingTls(SECURE + PASSTHROUGH + HTTP);
        RawClient client = asking("server.example");
        assertThat(client.exchange(Http.GET).status()).isEqualTo(200);
        assertThat(shown(client)).isEqualTo("CN=server");
        assertThat(proxy.server("s").connections()).isZero();
    }

    @Test
    void readsAHelloThatComesByteByByte() throws Exception {
        echoingTls(SECURE.replace("500ms", "10s") + PASSTHROUGH);
        RawClient slow = proxy.client();
        try (ServerSocket between = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> trickle(between, slow));
            RawClient client = RawClient.connect(
                    new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), between.getLocalPort()));
            try (RawClient secure = new RawClient(secured(client, "elsewhere.example"))) {
                secure.send("hello");
                assertThat(secure.read(5)).isEqualTo("hello");
            }
        }
    }

    /** Passes on what a client sends in segments of one byte, and what comes back as it is. */
    private static void trickle(ServerSocket listener, RawSocket to) {
        try (RawClient from = new RawClient(listener.accept())) {
            Thread.startVirtualThread(() -> {
                try {
                    to.socket().getInputStream().transferTo(from.socket().getOutputStream());
                } catch (IOException e) {
                    // The test is over.
                }
            });
            for (int b; (b = from.read()) >= 0; ) {
                to.send(new byte[] {(byte) b});
            }
        } catch (IOException | UncheckedIOException e) {
            // The test is over.
        }
    }

    @Test
    void endsTlsWithTheCertificateOfTheEntryPoint() throws Exception {
        echoing(SECURE + ENDING);
        RawClient client = asking("server.example");
        client.send("hello");
        assertThat(client.read(5)).isEqualTo("hello");
        assertThat(shown(client)).isEqualTo("CN=server");
    }

    @Test
    void tellsTheServerThatTlsHasEnded() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        proxy.server("s", connection -> {
            connection.readToEnd();
            ended.set(true);
        });
        proxy.start(SECURE + ENDING);
        RawClient client = asking("server.example");
        client.send("hello");
        client.close();
        await().untilTrue(ended);
    }

    @Test
    void closesTlsBehindTheLastByteOfTheServer() throws Exception {
        String much = "x".repeat(3_000_000);
        proxy.server("s", connection -> connection.send(much)).start(SECURE + ENDING);
        RawClient client = asking("server.example");
        ((SSLSocket) client.socket()).startHandshake();
        assertThat(client.skip(Long.MAX_VALUE)).isEqualTo(much.length());
    }

    @Test
    void aServerThatSaysNoMoreStillGetsWhatComesByTls() throws Exception {
        AtomicReference<String> heard = new AtomicReference<>();
        proxy.server("s", connection -> {
            connection.send("bye");
            connection.shutdownOutput();
            heard.set(connection.readToEnd());
        });
        proxy.start(SECURE + ENDING);
        RawClient client = asking("server.example");
        assertThat(client.readToEnd()).isEqualTo("bye");
        client.send("late");
        client.close();
        await().untilAsserted(() -> assertThat(heard.get()).isEqualTo("late"));
    }

    @Test
    void doesNotWaitForEverForAHello() {
        echoingTls(SECURE + PASSTHROUGH);
        RawClient client = proxy.client();
        client.send(new byte[] {22, 3, 1, 1, 0, 1, 0});
        assertThat(client.isClosedByPeer()).isTrue();
        assertThat(proxy.client().isClosedByPeer()).isTrue();
    }

    @Test
    void letsWhoHasSaidNothingGoWhenItStops() {
        echoingTls(SECURE.replace("500ms", "1h") + PASSTHROUGH);
        RawClient client = proxy.client();
        await().until(() -> proxy.entryPoint("http").connections() == 1);
        proxy.entryPoint("http").drain();
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void closesOnWhatOnlyBeginsLikeAHello() {
        echoingTls(SECURE + PASSTHROUGH);
        RawClient client = proxy.client();
        client.send(new byte[] {22, 3, 1, 0, 1, 2});
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void passesClearConnectionsOnBeforeTheySayAnything() {
        proxy.server("s", connection -> connection.send("220 ready")).start(CLEAR + EVERYTHING);
        assertThat(proxy.client().readToEnd()).isEqualTo("220 ready");
    }

    @Test
    void letsInWhomTheWhiteListNamesByTheAddressOfTheClient() {
        echoing(CLEAR.replace("[file]", """
                [entryPoints.http.proxyProtocol]
                trustedIPs = ["127.0.0.1"]
                [entryPoints.http.whiteList]
                sourceRange = ["192.0.2.0/24"]
                [file]
                """) + EVERYTHING);
        RawClient client = proxy.client();
        client.send("PROXY TCP4 192.0.2.1 10.0.0.1 56324 443\r\nhello");
        assertThat(client.read(5)).isEqualTo("hello");
        RawClient stranger = proxy.client();
        stranger.send("PROXY TCP4 198.51.100.1 10.0.0.1 56324 443\r\nhello");
        assertThat(stranger.isClosedByPeer()).isTrue();
    }

    @Test
    void passesOnThatOneSideHasEnded() {
        echoing(CLEAR + EVERYTHING);
        RawClient client = proxy.client();
        client.send("hello ");
        client.shutdownOutput();
        assertThat(client.readToEnd()).isEqualTo("hello end");
        await().until(() -> proxy.entryPoint("http").connections() == 0);
    }

    @RepeatedTest(5)
    void carriesMuchBothWays() throws Exception {
        echoing(CLEAR + EVERYTHING);
        RawClient client = proxy.client();
        byte[] much = new byte[20_000_000];
        Thread sender = Thread.startVirtualThread(() -> {
            client.send(much);
            client.shutdownOutput();
        });
        assertThat(client.skip(Long.MAX_VALUE)).isEqualTo(much.length + 3);
        sender.join();
    }

    @Test
    void readsNoFasterThanTheOtherSideTakes() {
        AtomicLong sent = new AtomicLong();
        proxy.server("s", connection -> {
            byte[] piece = new byte[64 << 10];
            for (int i = 0; i < 1_000; i++) {
                connection.send(piece);
                sent.addAndGet(piece.length);
            }
        });
        proxy.start(CLEAR + EVERYTHING);
        RawClient client = proxy.client();
        client.read();
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(java.time.Duration.ofMillis(100)).until(() -> before.getAndSet(sent.get()) == sent.get());
        assertThat(sent.get()).isLessThan(32_000_000);
        assertThat(client.skip(Long.MAX_VALUE)).isEqualTo(1_000L * (64 << 10) - 1);
    }

    /** A port where nobody listens. */
    private static int nobody() throws IOException {
        try (ServerSocket closed = new ServerSocket(0)) {
            return closed.getLocalPort();
        }
    }

    @Test
    void triesTheNextServerWhereOneCannotBeReached() throws Exception {
        echoing(CLEAR + EVERYTHING + """
                [tcp.backends.b.servers.a]
                url = "tcp://127.0.0.1:%d"
                """.formatted(nobody()));
        for (int i = 0; i < 3; i++) {
            RawClient client = proxy.client();
            client.send("hello");
            assertThat(client.read(5)).isEqualTo("hello");
        }
    }

    @Test
    void closesWhereNoServerCanBeReached() throws Exception {
        proxy.start(CLEAR + EVERYTHING.replace("@s@", "127.0.0.1:" + nobody()));
        assertThat(proxy.client().isClosedByPeer()).isTrue();
    }

    @Test
    void sharesConnectionsByWeight() {
        proxy.server("s", connection -> connection.send("s"))
                .server("t", connection -> connection.send("t"))
                .start(CLEAR + EVERYTHING + """
                        [tcp.backends.b.servers.t]
                        url = "tcp://@t@"
                        weight = 2
                        """);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            all.append(proxy.client().readToEnd());
        }
        assertThat(all).hasToString("tsttst");
    }

    @Test
    void closesWhatCarriesNothing() {
        echoing(CLEAR + EVERYTHING + """
                [tcp.backends.b.timeouts]
                idle = "300ms"
                """);
        RawClient client = proxy.client();
        client.send("hello");
        assertThat(client.read(5)).isEqualTo("hello");
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void keepsConnectionsWhenFrontendsGo() {
        echoing(CLEAR + EVERYTHING + HTTP.replace("@web@", "http://127.0.0.1:1"));
        RawClient client = proxy.client();
        client.send("hello");
        assertThat(client.read(5)).isEqualTo("hello");
        proxy.replaceTcp("[file]");
        client.send("again");
        assertThat(client.read(5)).isEqualTo("again");
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(502);
    }
}
