package traefik4j.proxy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords as htpasswd writes them. */
class PasswordHashTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$apr1$H6uskkkW$IgXLP6ewTrSuBkTrqE8wj/",
                "$1$abcdefgh$irWbblnpmw.5z7wgBnprh0",
                "{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M="
            })
    void knowsThePassword(String hash) {
        assertThat(PasswordHash.of(hash).matches("test".getBytes(UTF_8))).isTrue();
        assertThat(PasswordHash.of(hash).matches("Test".getBytes(UTF_8))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2a", "2b", "2x", "2y"})
    void knowsEveryKindOfBcrypt(String kind) {
        String hash =
                BCrypt.withDefaults().hashToString(4, "test".toCharArray()).replaceFirst("2a", kind);
        assertThat(PasswordHash.of(hash).matches("test".getBytes(UTF_8))).isTrue();
        assertThat(PasswordHash.of(hash).matches("tes".getBytes(UTF_8))).isFalse();
    }

    @Test
    void takesLongPasswords() {
        String hash = BCrypt.withDefaults().hashToString(4, "test".toCharArray());
        assertThat(PasswordHash.of(hash).matches("x".repeat(500).getBytes(UTF_8)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "test", "$2y$10$short", "$5$rounds", "$apr1$x$y"})
    void refusesWhatIsNoHash(String text) {
        assertThatThrownBy(() -> PasswordHash.of(text)).hasMessageContaining("(expected: ");
    }

    @Test
    void doesNotPrintItself() {
        assertThat(PasswordHash.of("{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=")).hasToString("SHA-1");
    }
}
