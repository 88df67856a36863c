package traefik4j.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import traefik4j.config.Loaded;
import traefik4j.config.read.DynamicReader;

/** What a backend says beside its servers: problems with their places. */
class BackendCheckTest {
    private static final Settings SETTINGS =
            new Settings(java.util.Set.of("http"), List.of("http"), java.time.Duration.ZERO);

    private static Loaded validate(String... lines) {
        return Validation.of(DynamicReader.read(String.join("\n", lines), "rules.toml"), SETTINGS);
    }

    private static List<String> problems(String... lines) {
        return validate(lines).problems().stream()
                .map(problem -> problem.severity() + " " + problem)
                .toList();
    }

    @Test
    void aConditionThatCannotBeReadCostsTheBackend() {
        String[] lines = {"[backends.b.circuitBreaker]", "expression = \"NetworkErrorRatio() >> 0.5\""};
        assertThat(validate(lines).configuration().backends()).isEmpty();
        assertThat(problems(lines))
                .containsExactly("ERROR rules.toml:2:1 backends.b.circuitBreaker.expression:"
                        + " \"NetworkErrorRatio() >> 0.5\" column 22: \">\" (expected: a number)");
    }

    @Test
    void aConditionThatCanBeReadStays() {
        String[] lines = {"[backends.b.circuitBreaker]", "expression = \"NetworkErrorRatio() > 0.5\""};
        assertThat(problems(lines)).isEmpty();
        assertThat(validate(lines).configuration().backends()).containsKey("b");
    }
}
