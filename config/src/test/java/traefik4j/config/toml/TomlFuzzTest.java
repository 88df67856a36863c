package traefik4j.config.toml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Place;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Table;

/** Whatever bytes a file has, they are read: either there are tables, or it is told where there are none and why. */
class TomlFuzzTest {
    @FuzzTest
    void answersAnything(byte[] bytes) {
        check(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[", "a=[", "a={b=", "a.", "[a.", "\"", "'''", "\\", "a=1\n", "[[a]]\n", "[a]\n", "a=\"\\", "{a={", "😀"
            })
    void answersWhatIsRepeatedManyTimes(String piece) {
        check(piece.repeat(4_000).getBytes(StandardCharsets.UTF_8));
        check(("a = [" + piece.repeat(4_000)).getBytes(StandardCharsets.UTF_8));
    }

    private static void check(byte[] bytes) {
        Findings findings = new Findings();
        Optional<Table> table = TomlText.parse(bytes, "t", findings);
        assertThat(findings.problems()).hasSizeLessThanOrEqualTo(Faults.MOST + 1);
        assertThat(table.isEmpty()).isEqualTo(!findings.problems().isEmpty());
        assertThat(findings.problems()).allSatisfy(problem -> {
            assertThat(problem.place()).isInstanceOfSatisfying(Place.class, place -> {
                assertThat(place.line()).isPositive();
                assertThat(place.column()).isPositive();
            });
            assertThat(problem.what()).startsWith("not TOML: ").hasSizeLessThan(1_000);
        });
    }
}
