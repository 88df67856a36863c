package traefik4j.proxy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.Auth;
import traefik4j.proxy.trial.ManualClock;

/** Answers to the challenge of digest authentication (RFC 7616 §3.4). */
class DigestCheckTest {
    private final ManualClock clock = new ManualClock();
    private final DigestCheck check = new DigestCheck(clock);
    private final DigestUsers users = UserSource.digest(
                    new Auth.Users(List.of("bob:traefik:" + md5("bob:traefik:test"), "eve:other:x"), "", false))
            .users();
    private String challenge = check.challenge(false);

    private static String md5(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new LinkageError("MD5", e);
        }
    }

    private String told(String name) {
        Matcher matcher = Pattern.compile(name + "=\"([^\"]*)\"").matcher(challenge);
        return matcher.find() ? matcher.group(1) : "";
    }

    private String answer(String user, String password, int count, String uri) {
        String nc = String.format("%08x", count);
        String nonce = told("nonce");
        String response =
                md5(md5(user + ":traefik:" + password) + ":" + nonce + ":" + nc + ":c:auth:" + md5("GET:" + uri));
        return "username=\"" + user + "\", realm=\"traefik\", nonce=\"" + nonce + "\", uri=\"" + uri
                + "\", algorithm=MD5, response=\"" + response + "\", opaque=\"" + told("opaque") + "\", qop=auth, nc="
                + nc + ", cnonce=\"c\"";
    }

    private DigestCheck.Result check(String answer, String uri) {
        return check.check(answer, "GET", uri, users);
    }

    @Test
    void letsInWhoKnowsThePassword() {
        assertThat(check(answer("bob", "test", 1, "/a?b"), "/a?b").user()).isEqualTo("bob");
    }

    @ParameterizedTest
    @CsvSource({"bob,wrong", "eve,test", "nobody,test"})
    void letsNobodyElseIn(String user, String password) {
        assertThat(check(answer(user, password, 1, "/"), "/")).isEqualTo(new DigestCheck.Result(null, false));
    }

    @ParameterizedTest
    @CsvSource({"/a,/a,true", "/a,/a/b?c,true", "/a?b,/a?c,false", "/b,/a,false", "/a/b,/a,false"})
    void wantsTheUriOfTheRequest(String signed, String requested, boolean right) {
        assertThat(check(answer("bob", "test", 1, signed), requested).user() != null)
                .isEqualTo(right);
    }

    @Test
    void takesEachCountOnce() {
        String first = answer("bob", "test", 5, "/");
        assertThat(check(first, "/").user()).isEqualTo("bob");
        assertThat(check(first, "/").stale()).isTrue();
        assertThat(check(answer("bob", "test", 4, "/"), "/").user()).isNull();
        assertThat(check(answer("bob", "test", 6, "/"), "/").user()).isEqualTo("bob");
    }

    @Test
    void tellsThatANonceIsTooOld() {
        clock.advance(Duration.ofHours(2));
        assertThat(check(answer("bob", "test", 1, "/"), "/")).isEqualTo(new DigestCheck.Result(null, true));
    }

    @Test
    void refusesNoncesOfOthers() {
        String other = new DigestCheck(clock).challenge(false);
        challenge = challenge.replaceFirst(
                "nonce=\"[^\"]*", "nonce=\"" + other.split("nonce=\"", -1)[1].split("\"", -1)[0]);
        assertThat(check(answer("bob", "test", 1, "/"), "/").user()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "username=", "a=\"\\", "nc=zzzzzzzz, qop=auth", ",,,=,=\"\""})
    void takesAnythingForAnAnswer(String answer) {
        assertThat(check(answer, "/")).isEqualTo(new DigestCheck.Result(null, false));
    }
}
