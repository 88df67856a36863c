package traefik4j.proxy.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;

/** Whatever a responder says, it is read to its end or refused; and nobody forges an answer of an unknown authority. */
class AnswerFuzzTest {
    private static final Authority AUTHORITY = new Authority("authority");
    private static final Question QUESTION = new Question(
            URI.create("http://responder.example/"),
            AUTHORITY.issue("a.example", null, false).certificate(),
            AUTHORITY.certificate());

    @FuzzTest
    void isReadOrRefused(byte[] said) {
        try {
            Answer answer = Answer.dated(said);
            assertThat(answer.bytes()).isSameAs(said);
            assertThat(answer.half()).isNotNull();
        } catch (IllegalArgumentException | DateTimeException refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
        assertThatThrownBy(() -> Answer.of(said, QUESTION, Instant.now())).isInstanceOf(AnswerFault.class);
    }
}
