package traefik4j.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Certificate;
import traefik4j.config.CipherSuite;
import traefik4j.config.ClientCa;
import traefik4j.config.HostTls;
import traefik4j.config.Pem;
import traefik4j.config.Problem;
import traefik4j.config.Tls;
import traefik4j.config.TlsPolicy;
import traefik4j.config.TlsVersion;

/** The handshakes of an entry point (reference §2.3, §10.4), by BoringSSL and by the JDK. */
class ServerTlsTest {
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable open : opened.reversed()) {
            open.close();
        }
    }

    private ServerTls ready(boolean boring, Tls tls) {
        ServerTls made = boring ? ServerTls.of("https", tls) : ServerTls.ofJdk("https", tls);
        made.ready().join();
        opened.add(made);
        return made;
    }

    private TlsServer server(ServerTls tls) {
        TlsServer server = new TlsServer(tls);
        opened.add(server);
        return server;
    }

    private static Tls with(String... names) {
        return new Tls(Arrays.stream(names).map(Given::certificate).toList(), null);
    }

    private static Tls strict(String name) {
        return new Tls(List.of(Given.certificate(name)), null, true, TlsVersion.TLS_1_2, List.of(), null);
    }

    private static Tls versions(TlsVersion least, String... suites) {
        return new Tls(List.of(Given.certificate("a")), null, false, least, List.of(suites), null);
    }

    private static Tls vouchedFor(boolean optional) {
        ClientCa authority = new ClientCa(List.of(Pem.of(Given.text("ca.crt"))), optional);
        return new Tls(List.of(Given.certificate("b")), null, false, TlsVersion.TLS_1_2, List.of(), authority);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void choosesAsTheVectorsSay(boolean boring) {
        TlsServer server = server(ready(boring, with("a", "b")));
        assertThat(server.shown("a.example")).isEqualTo("a.example");
        assertThat(server.shown("b.example")).isEqualTo("b.example");
        assertThat(server.shown("x.w.example")).isEqualTo("b.example");
        assertThat(server.shown("y.w.example")).isEqualTo("a.example");
        assertThat(server.shown("zz.y.w.example")).isEqualTo("a.example");
        assertThat(server.shown(null)).isEqualTo("a.example");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theDefaultCertificateIsForAllOtherNames(boolean boring) {
        Tls tls = new Tls(List.of(Given.certificate("a")), Given.certificate("d"));
        TlsServer server = server(ready(boring, tls));
        assertThat(server.shown("A.example")).isEqualTo("a.example");
        assertThat(server.shown("z.example")).isEqualTo("d.example");
        assertThat(server.shown(null)).isEqualTo("d.example");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatNamesNoServerIsKnownByOurAddress(boolean boring) {
        TlsServer server = server(ready(boring, with("a", "c")));
        assertThat(server.shown(null)).isEqualTo("c.example");
        assertThat(server.shown("a.example")).isEqualTo("a.example");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void madeUpCertificatesServeWhereThereIsNone(boolean boring) {
        assertThat(server(ready(boring, with())).shown("a.example")).isEqualTo("TRAEFIK DEFAULT CERT");
    }

    @Test
    void strictnessRefusesOtherNamesWithAnInternalError() {
        TlsServer server = server(ready(true, strict("a")));
        assertThat(server.shown("a.example")).isEqualTo("a.example");
        assertThatThrownBy(() -> server.client().asking("b.example").connect())
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("internal_error");
        assertThatThrownBy(() -> server.client().asking(null).connect()).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b", "c", "d"})
    void takesKeysInEveryForm(String name) {
        assertThat(server(ready(true, with(name))).shown(null)).isEqualTo(name + ".example");
        assertThat(server(ready(false, with(name))).shown(null)).isEqualTo(name + ".example");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBadCertificateCostsItselfAlone(boolean boring) {
        Certificate mixed = Given.certificate("a", Given.text("a.crt"), Given.text("d.key"));
        Certificate noKey = Given.certificate("b", Given.text("b.crt"), Given.text("b.crt"));
        Certificate nothing = Given.certificate("c", "-----BEGIN CERTIFICATE-----", Given.text("c.key"));
        Certificate garbled = Given.certificate("e", Given.text("e.crt").replace("MII", "AAA"), Given.text("e.key"));
        ServerTls tls = ready(boring, new Tls(List.of(mixed, noKey, nothing, garbled, Given.certificate("d")), noKey));
        assertThat(tls.problems())
                .hasSize(5)
                .allSatisfy(problem -> assertThat(problem.toString())
                        .startsWith("traefik.toml:7:3 tls.0.certificate.")
                        .doesNotContain("BEGIN"))
                .extracting(Problem::toString)
                .anySatisfy(
                        text -> assertThat(text)
                                .isEqualTo(
                                        "traefik.toml:7:3 tls.0.certificate.keyFile: \"a.key\" belongs to another certificate"));
        assertThat(server(tls).shown("a.example")).isEqualTo("d.example");
    }

    @Test
    void aSecondCertificateForTheSameNamesIsNotUsed() {
        assertThat(ready(true, with("a", "a")).problems())
                .extracting(Problem::toString)
                .containsExactly("traefik.toml:7:3 tls.0.certificate: is for the same names as an earlier certificate,"
                        + " which is used: *.w.example, a.example");
    }

    @Test
    void certificatesOfProvidersComeFirstAndGoAtOnce() {
        ServerTls tls = ready(true, with("a"));
        TlsServer server = server(tls);
        Certificates loader = new Certificates(true);
        List<Problem> problems = new ArrayList<>();
        ServerCertificate brought = loader.load(Given.certificate("b"), problems::add);
        assertThat(brought).isNotNull();
        assertThat(server.shown("b.example")).isEqualTo("a.example");
        tls.replace(List.of(brought), problems::add);
        assertThat(server.shown("b.example")).isEqualTo("b.example");
        tls.replace(List.of(), problems::add);
        assertThat(server.shown("b.example")).isEqualTo("a.example");
        assertThat(problems).isEmpty();
    }

    @Test
    void aCertificateHalfRenewedStaysAsItWas() {
        Certificates loader = new Certificates(true);
        List<Problem> problems = new ArrayList<>();
        ServerCertificate good = loader.load(Given.certificate("a"), problems::add);
        ServerCertificate half =
                loader.load(Given.certificate("a", Given.text("d.crt"), Given.text("a.key")), problems::add);
        assertThat(half).isNotNull().isSameAs(good);
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "traefik.toml:7:3 tls.0.certificate.keyFile: \"a.key\" belongs to another certificate");
    }

    @ParameterizedTest
    @CsvSource({
        "TLS_1_2, TLSv1.3, true",
        "TLS_1_2, TLSv1.2, true",
        "TLS_1_2, TLSv1.1, false",
        "TLS_1_3, TLSv1.2, false",
        "TLS_1_3, TLSv1.3, true"
    })
    void speaksNoOlderVersionThanItIsTold(TlsVersion least, String spoken, boolean works) throws IOException {
        TlsServer server = server(ready(true, versions(least)));
        if (works) {
            try (SSLSocket socket = server.client().speaking(spoken).connect()) {
                assertThat(socket.getSession().getProtocol()).isEqualTo(spoken);
            }
        } else {
            assertThatThrownBy(() -> server.client().speaking(spoken).connect()).isInstanceOf(SSLException.class);
        }
    }

    static List<String> cipherSuites() {
        // the JDK's client refuses to speak those without fresh keys
        return CipherSuite.names().stream()
                .filter(name -> !name.startsWith("TLS_RSA_"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cipherSuites")
    void speaksTheCipherSuiteItIsTold(String name) throws IOException {
        Certificate certificate = Given.certificate(name.contains("ECDSA") ? "b" : "a");
        Tls tls = new Tls(List.of(certificate), null, false, TlsVersion.TLS_1_2, List.of(name), null);
        try (SSLSocket socket =
                server(ready(true, tls)).client().speaking("TLSv1.2").connect()) {
            assertThat(socket.getSession().getCipherSuite()).isEqualTo(name);
        }
    }

    @Test
    void everyCipherSuiteThatCanBeNamedIsThere() {
        assertThat(CipherSuite.names()).allMatch(OpenSsl::isCipherSuiteAvailable);
    }

    @Test
    void offersNothingWeakUnlessItIsTold() throws IOException {
        TlsServer server = server(ready(true, with("a")));
        assertThatThrownBy(() -> server.client()
                        .speaking("TLSv1.2")
                        .offering("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", "TLS_RSA_WITH_AES_128_GCM_SHA256")
                        .connect())
                .isInstanceOf(SSLException.class);
        try (SSLSocket socket = server.client().over("acme-tls/1", "http/1.1").connect()) {
            assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, false, client, true", "true, false, stranger, false", "true, false, , false",
        "true, true, client, true", "true, true, stranger, false", "true, true, , true",
        "false, false, client, true", "false, false, stranger, false", "false, true, , true"
    })
    void wantsToKnowClients(boolean boring, boolean optional, String shown, boolean works) throws IOException {
        TlsServer server = server(ready(boring, vouchedFor(optional)));
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            TlsClient client = server.client().speaking(version);
            assertThat(isLetIn(shown == null ? client : client.showing(shown)))
                    .as(version)
                    .isEqualTo(works);
        }
    }

    /** With TLS 1.3 a client learns that it was refused when it reads. */
    private static boolean isLetIn(TlsClient client) throws IOException {
        try (SSLSocket socket = client.connect()) {
            socket.getOutputStream().write(1);
            return socket.getInputStream().read() == 1;
        } catch (SSLException | SocketException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, true", "TLSv1.3, true", "TLSv1.2, false", "TLSv1.3, false"})
    void sessionsGoOnUnlessClientsHaveToShowCertificates(String version, boolean anybody) throws IOException {
        ServerTls tls = ready(true, anybody ? with("b") : vouchedFor(false));
        TlsServer server = server(tls);
        TlsClient client = server.client().speaking(version).showing("client");
        assertThat(continues(client)).isFalse();
        assertThat(continues(client)).isEqualTo(anybody);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aSessionIsNotContinuedUnderAnotherPolicy(String version) throws IOException {
        TlsPolicy strict = new TlsPolicy(true, TlsVersion.TLS_1_2, List.of(), null);
        ServerTls tls = ready(
                true,
                new Tls(
                        List.of(Given.certificate("a")),
                        null,
                        false,
                        TlsVersion.TLS_1_2,
                        List.of(),
                        null,
                        null,
                        List.of(new HostTls(List.of("a.example"), strict))));
        TlsServer server = server(tls);
        TlsClient client = server.client().speaking(version).asking("a.example");
        server.under(tls.policies(), "lax.example");
        assertThat(continues(client)).isFalse();
        assertThat(continues(client)).isTrue();
        server.under(tls.policies(), "a.example");
        assertThat(continues(client)).isFalse();
        assertThat(continues(client)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void strictnessMayHoldForSomeHosts(boolean boring) {
        TlsPolicy strict = new TlsPolicy(true, TlsVersion.TLS_1_2, List.of(), null);
        ServerTls tls = ready(
                boring,
                new Tls(
                        List.of(Given.certificate("a")),
                        null,
                        false,
                        TlsVersion.TLS_1_2,
                        List.of(),
                        null,
                        null,
                        List.of(new HostTls(List.of("*.example"), strict))));
        TlsServer server = server(tls);
        assertThat(server.shown("z.elsewhere")).isEqualTo("a.example");
        server.under(tls.policies(), "z.example");
        assertThat(server.shown("a.example")).isEqualTo("a.example");
        assertThatThrownBy(() -> server.client().asking("z.example").connect()).isInstanceOf(SSLException.class);
    }

    /** Whether a connection goes on with the session of an earlier one. */
    private static boolean continues(TlsClient client) throws IOException {
        try (SSLSocket socket = client.connect()) {
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            boolean known = socket.getSession().getValue("known") != null;
            socket.getSession().putValue("known", true);
            return known;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientThatDoesNotFinishItsHandshakeIsLetGo(boolean boring) {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        ChannelHandler tls = ready(boring, with("a")).newHandler(channel, HostPolicies.OWN);
        List<Throwable> causes = new ArrayList<>();
        channel.pipeline().addLast(tls, new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                if (event instanceof SslHandshakeCompletionEvent over) {
                    causes.add(over.cause());
                }
            }
        });
        channel.advanceTimeBy(9_999, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(2, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isFalse();
        channel.releaseOutbound();
        assertThat(causes).singleElement().isInstanceOf(SslHandshakeTimeoutException.class);
    }

    @Test
    void anUnusableAuthorityClosesTheEntryPoint() {
        ClientCa authority = new ClientCa(List.of(Pem.of(Given.text("b.key"))), true);
        ServerTls tls = ServerTls.of(
                "https",
                new Tls(List.of(Given.certificate("b")), null, false, TlsVersion.TLS_1_2, List.of(), authority));
        assertThatThrownBy(() -> tls.ready().join()).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(tls.problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("entryPoints.https.tls: the client authority text cannot be used: ");
    }
}
