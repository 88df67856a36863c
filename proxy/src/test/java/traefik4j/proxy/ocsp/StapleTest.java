package traefik4j.proxy.ocsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of what a responder says, and what is not. */
class StapleTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Authority AUTHORITY = new Authority("authority");

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private Instant now = start;
    private final Responders responders = new Responders(() -> now, Duration.ofSeconds(10));
    private TestResponder responder;
    private Authority.Issued issued;
    private Staple staple;

    @BeforeEach
    void listen() throws IOException {
        responder = new TestResponder();
        issued = AUTHORITY.issue("a.example", responder.url(), false);
        staple = stapleOf(issued);
    }

    @AfterEach
    void stop() {
        responder.close();
    }

    private static Staple stapleOf(Authority.Issued issued) {
        return Objects.requireNonNull(Staple.of(List.of(issued.certificate(), AUTHORITY.certificate()), false));
    }

    private byte[] good() {
        return answer(null, now, now.plus(WEEK), AUTHORITY.itself());
    }

    private byte[] answer(
            @Nullable CertificateStatus status, Instant since, @Nullable Instant until, Authority.Issued signer) {
        return AUTHORITY.answer(issued.certificate().getSerialNumber(), status, since, until, signer);
    }

    @Test
    void asksAboutThisCertificateOfThisIssuer() throws Exception {
        responder.says(good());
        staple.renew(responders);
        OCSPReq asked = new OCSPReq(responder.questions().take());
        CertificateID id = asked.getRequestList()[0].getCertID();
        assertThat(asked.getRequestList()).hasSize(1);
        assertThat(id.getSerialNumber()).isEqualTo(issued.certificate().getSerialNumber());
        assertThat(id.matchesIssuer(
                        new X509CertificateHolder(AUTHORITY.certificate().getEncoded()),
                        new JcaDigestCalculatorProviderBuilder().build()))
                .isTrue();
    }

    @Test
    void keepsAGoodAnswerAsItIs() throws InterruptedException {
        byte[] said = good();
        responder.says(said);
        assertThat(staple.current()).isNull();
        staple.renew(responders);
        assertThat(staple.current()).isEqualTo(said);
    }

    @Test
    void asksAgainAfterHalfOfItsLifeAndNotBefore() throws InterruptedException {
        responder.says(good());
        assertThat(staple.renew(responders)).isEqualTo(Duration.ofHours(1));
        now = start.plus(WEEK.dividedBy(2)).minusSeconds(1);
        assertThat(staple.renew(responders)).isEqualTo(Duration.ofSeconds(1));
        assertThat(responder.questions()).hasSize(1);
        now = now.plusSeconds(1);
        byte[] next = good();
        responder.says(next);
        staple.renew(responders);
        assertThat(responder.questions()).hasSize(2);
        assertThat(staple.current()).isEqualTo(next);
    }

    @Test
    void keepsTheOldAnswerWhileTheResponderIsDownAndNoLongerThanItIsRight() throws InterruptedException {
        responder.says(good());
        staple.renew(responders);
        responder.close();
        now = start.plus(WEEK).minusSeconds(1);
        assertThat(staple.renew(responders)).isEqualTo(Duration.ofMinutes(1));
        assertThat(staple.current()).isNotNull();
        now = start.plus(WEEK);
        assertThat(staple.current()).isNull();
    }

    @Test
    void asksLessAndLessOftenWhileItGetsNoAnswerButEveryHourAtLeast() throws InterruptedException {
        Duration wait = staple.renew(responders);
        assertThat(wait).isEqualTo(Duration.ofMinutes(1));
        for (int minutes : new int[] {2, 4, 8, 16, 32, 60, 60}) {
            now = now.plus(wait);
            wait = staple.renew(responders);
            assertThat(wait).isEqualTo(Duration.ofMinutes(minutes));
        }
        now = now.plus(wait);
        responder.says(good());
        staple.renew(responders);
        assertThat(staple.current()).isNotNull();
    }

    @Test
    void believesWhomTheIssuerAppointed() throws InterruptedException {
        responder.says(answer(null, now, now.plus(WEEK), AUTHORITY.deputy(true)));
        staple.renew(responders);
        assertThat(staple.current()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stranger",
                "somebody it did not appoint",
                "another certificate",
                "revoked",
                "unknown",
                "over",
                "to come",
                "without an end",
                "changed",
                "try later",
                "no DER",
                "nothing"
            })
    void showsNothingThatIsNoGoodAnswer(String kind) throws Exception {
        responder.says(bad(kind));
        staple.renew(responders);
        assertThat(responder.questions()).hasSize(1);
        assertThat(staple.current()).isNull();
    }

    private byte[] bad(String kind) throws Exception {
        Instant end = now.plus(WEEK);
        return switch (kind) {
            case "stranger" -> answer(null, now, end, new Authority("authority").itself());
            case "somebody it did not appoint" -> answer(null, now, end, AUTHORITY.deputy(false));
            case "another certificate" ->
                AUTHORITY.answer(BigInteger.valueOf(4711), null, now, end, AUTHORITY.itself());
            case "revoked" -> answer(revoked(), now, end, AUTHORITY.itself());
            case "unknown" -> answer(new UnknownStatus(), now, end, AUTHORITY.itself());
            case "over" -> answer(null, now.minus(WEEK), now, AUTHORITY.itself());
            case "to come" -> answer(null, now.plus(Duration.ofHours(1)), end, AUTHORITY.itself());
            case "without an end" -> answer(null, now, null, AUTHORITY.itself());
            case "changed" -> changed(good());
            case "try later" ->
                new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded();
            case "no DER" -> "<html>".getBytes(StandardCharsets.US_ASCII);
            case "nothing" -> new byte[0];
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private RevokedStatus revoked() {
        return new RevokedStatus(Date.from(now.minusSeconds(60)), CRLReason.keyCompromise);
    }

    /** With another last byte, which is part of the signature. */
    private static byte[] changed(byte[] answer) {
        answer[answer.length - 1] ^= 1;
        return answer;
    }

    @Test
    void forgetsTheOldAnswerWhenTheCertificateIsRevokedAndNotWhenAStrangerSaysSo() throws InterruptedException {
        responder.says(good());
        staple.renew(responders);
        now = start.plus(WEEK.dividedBy(2));
        responder.says(answer(revoked(), now, now.plus(WEEK), new Authority("authority").itself()));
        Duration wait = staple.renew(responders);
        assertThat(responder.questions()).hasSize(2);
        assertThat(staple.current()).isNotNull();
        now = now.plus(wait);
        responder.says(answer(revoked(), now, now.plus(WEEK), AUTHORITY.itself()));
        staple.renew(responders);
        assertThat(responder.questions()).hasSize(3);
        assertThat(staple.current()).isNull();
    }

    @Test
    void readsNoMoreThanAnAnswerMayHave() throws InterruptedException {
        responder.does(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(good());
            exchange.getResponseBody().write(new byte[64 * 1024]);
        });
        staple.renew(responders);
        assertThat(responder.questions()).hasSize(1);
        assertThat(staple.current()).isNull();
    }

    @Test
    void waitsNoLongerForAnAnswerThatDripsThanForNone() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        responder.does(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            OutputStream body = exchange.getResponseBody();
            body.write(0);
            body.flush();
            awaitQuietly(over);
        });
        staple.renew(new Responders(() -> now, Duration.ofMillis(200)));
        over.countDown();
        assertThat(responder.questions()).hasSize(1);
        assertThat(staple.current()).isNull();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void asksNobodyElseWhomTheResponderNames() throws InterruptedException {
        responder.does(exchange -> {
            exchange.getResponseHeaders().set("Location", responder.url());
            exchange.sendResponseHeaders(307, -1);
        });
        staple.renew(responders);
        assertThat(responder.questions()).hasSize(1);
        assertThat(staple.current()).isNull();
    }

    @Test
    void thereIsNoneWithoutAResponderOrAnIssuer() {
        Authority.Issued silent = AUTHORITY.issue("b.example", null, false);
        assertThat(Staple.of(List.of(silent.certificate(), AUTHORITY.certificate()), false))
                .isNull();
        assertThat(Staple.of(List.of(issued.certificate()), false)).isNull();
        Authority.Issued elsewhere = AUTHORITY.issue("c.example", "ldap://responder.example/", false);
        assertThat(Staple.of(List.of(elsewhere.certificate(), AUTHORITY.certificate()), false))
                .isNull();
    }
}
