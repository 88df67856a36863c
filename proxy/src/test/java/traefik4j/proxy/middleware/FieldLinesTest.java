package traefik4j.proxy.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be configured to stand in a head. */
class FieldLinesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:", "ä", "a\r\nb"})
    void refusesWhatIsNoName(String name) {
        assertThatThrownBy(() -> FieldLines.of("headers.x", Map.of(name, "v")))
                .isInstanceOf(PolicyFault.class)
                .hasMessageContaining("(expected: the name of a header)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\0"})
    void refusesLineBreaksInValues(String value) {
        assertThatThrownBy(() -> FieldLines.of("headers.x", Map.of("A", value)))
                .isInstanceOf(PolicyFault.class)
                .hasMessageContaining("(expected: one line)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length", "transfer_encoding", "CONNECTION", "Host"})
    void leavesTheFramingAlone(String name) {
        assertThat(FieldLines.of("headers.x", Map.of(name, "1")).isEmpty()).isTrue();
    }

    @Test
    void namesTheKeyThatIsWrong() {
        assertThatThrownBy(() -> FieldLines.of("headers.x", Map.of("A", "\n")))
                .extracting(fault -> ((PolicyFault) fault).key())
                .isEqualTo("headers.x.A");
    }
}
