package traefik4j.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import traefik4j.config.Loaded;
import traefik4j.config.read.DynamicReader;

/** The examples of the page on backends can be used as they stand. */
class DocumentedBackendsTest {
    private static final Pattern EXAMPLE = Pattern.compile("```toml\n(.*?)```", Pattern.DOTALL);
    private static final String CERTIFICATE = "../proxy/src/test/resources/tls/ca.pem";
    private static final Settings SETTINGS = new Settings(Set.of("http"), List.of("http"), Duration.ZERO);

    static Stream<String> examples() throws IOException {
        String page = Files.readString(Path.of("../docs/backends.md"));
        return EXAMPLE.matcher(page)
                .results()
                .map(match -> match.group(1).replaceAll("/etc/traefik/[a-z-]+\\.pem", CERTIFICATE));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theExampleCanBeUsedAsItStands(String example) {
        Loaded loaded = Validation.of(DynamicReader.read(example, "backends.md"), SETTINGS);
        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.configuration().backends()).isNotEmpty();
    }
}
