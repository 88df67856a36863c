package traefik4j.proxy.ocsp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import traefik4j.proxy.der.Der;
import traefik4j.proxy.der.DerReader;

/**
 * That a certificate is good, in the words of its issuer or of whom the issuer lets speak (RFC 6960 §4.2).
 *
 * @param bytes what clients are shown
 * @param since when it was right for the first time
 * @param until when it has to be asked for anew at the latest
 */
record Answer(byte[] bytes, Instant since, Instant until) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'");
    private static final int GENERALIZED_TIME = 0x18;
    private static final int VERSION = 0xa0;
    private static final int BY_NAME = 0xa1;
    private static final int BY_KEY = 0xa2;
    private static final int NEXT_UPDATE = 0xa0;

    /**
     * What a responder said, believed for good reasons only: it is about this certificate, says it is good, is right now,
     * and is signed by whoever may.
     *
     * @throws AnswerFault if it is none of that
     */
    static Answer of(byte[] bytes, Question question, Instant now) throws AnswerFault {
        try {
            verify(bytes, question, now);
            Answer answer = dated(bytes);
            if (!now.isBefore(answer.until)) {
                throw new AnswerFault("is out of date since " + answer.until, false);
            }
            return answer;
        } catch (CertPathValidatorException e) {
            throw new AnswerFault(String.valueOf(e.getMessage()), e.getReason() == BasicReason.REVOKED);
        } catch (GeneralSecurityException | RuntimeException e) {
            // whatever a stranger's bytes make of the JDK's reader
            throw new AnswerFault("is unreadable: " + e.getMessage(), false);
        }
    }

    /** The JDK checks all but how long it will be right. */
    private static void verify(byte[] bytes, Question question, Instant now)
            throws GeneralSecurityException, InvalidAlgorithmParameterException {
        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
        checker.setOptions(EnumSet.of(Option.ONLY_END_ENTITY, Option.NO_FALLBACK));
        checker.setOcspResponses(Map.of(question.certificate(), bytes));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(question.issuer(), null)));
        parameters.addCertPathChecker(checker);
        parameters.setDate(Date.from(now));
        validator.validate(
                CertificateFactory.getInstance("X.509").generateCertPath(List.of(question.certificate())), parameters);
    }

    /**
     * An answer with its dates, whether or not it is to be believed; of several it contains, the shortest time counts.
     *
     * @throws IllegalArgumentException if it is none
     * @throws DateTimeException if its dates are none
     */
    static Answer dated(byte[] bytes) {
        DerReader response = new DerReader(bytes).inside(Der.SEQUENCE);
        response.skip();
        DerReader typed = response.inside(Der.CONTEXT).inside(Der.SEQUENCE);
        typed.skip();
        DerReader data = new DerReader(typed.content(Der.OCTET_STRING))
                .inside(Der.SEQUENCE)
                .inside(Der.SEQUENCE);
        data.skip(VERSION);
        data.skip(BY_NAME);
        data.skip(BY_KEY);
        data.skip(GENERALIZED_TIME);
        DerReader all = data.inside(Der.SEQUENCE);
        Instant since = Instant.MIN;
        Instant until = Instant.MAX;
        while (all.hasMore()) {
            DerReader single = all.inside(Der.SEQUENCE);
            single.skip();
            single.skip();
            Instant from = time(single);
            since = from.isAfter(since) ? from : since;
            if (!single.isNext(NEXT_UPDATE)) {
                throw new IllegalArgumentException("it does not say until when it is right (expected: nextUpdate)");
            }
            Instant to = time(single.inside(NEXT_UPDATE));
            until = to.isBefore(until) ? to : until;
        }
        if (since.equals(Instant.MIN)) {
            throw new IllegalArgumentException("there is no answer in it");
        }
        return new Answer(bytes, since, until);
    }

    private static Instant time(DerReader reader) {
        String text = new String(reader.content(GENERALIZED_TIME), StandardCharsets.US_ASCII);
        return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    }

    /** When it is time for the next: half of its life is over. */
    Instant half() {
        return since.plus(Duration.between(since, until).dividedBy(2));
    }
}
