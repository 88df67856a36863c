package traefik4j.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Certificate;
import traefik4j.config.Problem;
import traefik4j.config.Tls;
import traefik4j.config.TlsVersion;
import traefik4j.proxy.ocsp.Authority;
import traefik4j.proxy.ocsp.Responders;
import traefik4j.proxy.ocsp.TestResponder;

/** Certificates that are shown together with what their issuer says about them, in real handshakes. */
class StaplingTest {
    private static final Authority AUTHORITY = new Authority("authority");

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Responders responders = new Responders(Instant::now, Duration.ofSeconds(10));
    private TestResponder responder;

    @BeforeEach
    void listen() throws IOException {
        responder = new TestResponder();
        opened.add(responder);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable open : opened.reversed()) {
            open.close();
        }
    }

    private static Certificate certificate(Authority.Issued issued) {
        return Given.certificate("issued", Authority.pem(issued.certificate(), AUTHORITY.certificate()), issued.key());
    }

    private static byte[] good(Authority.Issued issued) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return AUTHORITY.answer(
                issued.certificate().getSerialNumber(), null, now, now.plus(Duration.ofDays(7)), AUTHORITY.itself());
    }

    private ServerTls tls(@Nullable Boolean ocsp, Certificate... certificates) {
        ServerTls tls = ServerTls.of(
                "https",
                new Tls(List.of(certificates), null, false, TlsVersion.TLS_1_2, List.of(), null, ocsp, List.of()));
        opened.add(tls);
        return tls;
    }

    private TlsServer server(ServerTls tls) {
        TlsServer server = new TlsServer(tls);
        opened.add(server);
        return server;
    }

    /** What a client is shown with the certificate, or nothing. */
    private static List<byte[]> shown(TlsClient client) {
        try (SSLSocket socket = client.connect()) {
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            return ((ExtendedSSLSession) socket.getSession()).getStatusResponses();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whoAsksIsShownWhatTheIssuerSays(String version) {
        Authority.Issued issued = AUTHORITY.issue("a.example", responder.url(), false);
        byte[] said = good(issued);
        responder.says(said);
        ServerTls tls = tls(true, certificate(issued));
        TlsServer server = server(tls);
        tls.staple(responders);
        await().untilAsserted(() -> assertThat(shown(server.client().speaking(version)))
                .singleElement()
                .isEqualTo(said));
        assertThat(responder.questions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void whoDoesNotAskIsShownTheCertificateAlone(String version) {
        Authority.Issued issued = AUTHORITY.issue("a.example", responder.url(), false);
        responder.says(good(issued));
        ServerTls tls = tls(true, certificate(issued));
        TlsServer server = server(tls);
        tls.staple(responders);
        await().untilAsserted(() ->
                assertThat(shown(server.client().speaking(version))).hasSize(1));
        assertThat(shown(server.client().speaking(version).notAskingForStatus()))
                .isEmpty();
    }

    @Test
    void handshakesDoNotWaitForTheResponder() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Authority.Issued issued = AUTHORITY.issue("a.example", responder.url(), true);
        byte[] said = good(issued);
        responder.does(exchange -> {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
        });
        ServerTls tls = tls(null, certificate(issued));
        TlsServer server = server(tls);
        tls.staple(responders);
        responder.questions().take();
        assertThat(shown(server.client())).isEmpty();
        over.countDown();
        await().untilAsserted(() -> assertThat(shown(server.client())).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"true, false, true", "true, true, true", ", false, false", ", true, true", "false, true, false"})
    void theOptionSaysWhoIsAskedAndSilenceMeansThoseThatDemandIt(
            @Nullable Boolean ocsp, boolean demanding, boolean asked) {
        Authority.Issued issued = AUTHORITY.issue("a.example", responder.url(), demanding);
        Authority.Issued other = AUTHORITY.issue("b.example", responder.url(), true);
        responder.says(good(other));
        ServerTls tls = tls(ocsp, certificate(issued));
        tls.staple(responders);
        ServerTls reference = tls(true, certificate(other));
        reference.staple(responders);
        await().until(() -> responder.questions().size() == (asked ? 2 : 1));
        assertThat(tls.problems()).isEmpty();
    }

    @Test
    void anAnswerStaysWithItsCertificateThroughReloads() {
        Authority.Issued issued = AUTHORITY.issue("a.example", responder.url(), false);
        responder.says(good(issued));
        ServerTls tls = tls(true, Given.certificate("d"));
        TlsServer server = server(tls);
        tls.staple(responders);
        Certificates loader = new Certificates(true);
        List<Problem> problems = new ArrayList<>();
        tls.replace(List.of(loaded(loader, issued, problems)), problems::add);
        await().untilAsserted(() ->
                assertThat(shown(server.client().asking("a.example"))).hasSize(1));
        tls.replace(List.of(loaded(loader, issued, problems)), problems::add);
        assertThat(shown(server.client().asking("a.example"))).hasSize(1);
        assertThat(responder.questions()).hasSize(1);
        assertThat(problems).isEmpty();
    }

    private static ServerCertificate loaded(Certificates loader, Authority.Issued issued, List<Problem> problems) {
        return Objects.requireNonNull(loader.load(certificate(issued), problems::add));
    }

    @Test
    void aCertificateThatDemandsWhatCannotBeShownIsReported() {
        Authority.Issued issued = AUTHORITY.issue("a.example", null, true);
        assertThat(tls(null, certificate(issued)).problems())
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith("traefik.toml:7:3 tls.0.certificate.certFile: demands an answer of an OCSP responder,"
                        + " which cannot be shown");
    }
}
