package traefik4j.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code routing} says what it says. */
class VectorsTest {
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/routing"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void routesAsTheFileSays(Path file) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains("=>");
        assertThat(Vectors.run(text)).isEqualTo(text);
    }
}
