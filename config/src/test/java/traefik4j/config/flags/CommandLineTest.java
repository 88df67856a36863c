package traefik4j.config.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.Problem;

class CommandLineTest {
    private static CommandLine parse(String... typed) {
        return CommandLine.parse(List.of(typed));
    }

    @Test
    void withoutACommandTheProxyRuns() {
        assertThat(parse().command()).isEqualTo(Command.RUN);
        assertThat(parse("--debug", "version").command()).isEqualTo(Command.RUN);
        assertThat(parse("--debug", "version").flags()).containsExactly("--debug", "version");
    }

    @Test
    void theFirstArgumentIsTheCommand() {
        assertThat(parse("check", "-c", "f.toml").command()).isEqualTo(Command.CHECK);
        assertThat(parse("check", "-c", "f.toml").flags()).containsExactly("-c", "f.toml");
    }

    @ParameterizedTest
    @CsvSource({
        "nope, command nope not found ",
        "chekc, command chekc not found (did you mean check?)",
        "bug, command bug is not supported yet by Traefik4J"
    })
    void anUnknownCommandIsNotFound(String name, String problem) {
        assertThat(parse(name).problems())
                .singleElement()
                .extracting(Problem::what)
                .asString()
                .startsWith(problem.strip());
    }

    @Test
    void helpIsAskedForAnywhere() {
        assertThat(parse("--help").help()).isTrue();
        assertThat(parse("check", "-c", "x", "-h").help()).isTrue();
        assertThat(parse("-c", "-h").help()).isFalse();
    }

    @Test
    void explainTakesArgumentsAndHeaders() {
        CommandLine line = parse("explain", "-c", "f", "GET", "http://a/", "-H", "A: b", "-HC: d", "--header=E: f");
        assertThat(line.flags()).containsExactly("-c", "f");
        assertThat(line.arguments()).containsExactly("GET", "http://a/");
        assertThat(line.options()).containsEntry("header", List.of("A: b", "C: d", "E: f"));
    }

    @Test
    void quickstartTakesAPort() {
        assertThat(parse("quickstart", "--port=9000").option("port")).contains("9000");
        assertThat(parse("quickstart", "--port", "9000").option("port")).contains("9000");
        assertThat(parse("quickstart", "--port").problems()).hasSize(1);
    }
}
