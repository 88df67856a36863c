package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import traefik4j.config.Constraints;
import traefik4j.config.Loaded;
import traefik4j.config.keys.KeyTree;

/**
 * Every {@code golden-keys/*.keys}, read as a store, gives the {@code .txt} beside it. Run with {@code
 * -Dtest.args=-Dgolden.write=true} to write them anew.
 */
class KeysGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden-keys");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".keys")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsTheExampleAsWritten(Path example) throws IOException {
        Path expected = Path.of(example.toString().replace(".keys", ".txt"));
        Loaded loaded = DynamicReader.read(KeyTree.of("store", "/traefik", keys(example)), Constraints.NONE);
        List<String> lines = new ArrayList<>(Dump.of(loaded.configuration()));
        loaded.problems().forEach(problem -> lines.add(problem.severity() + " " + problem));
        String read = String.join("\n", lines) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(expected, read);
        }
        assertThat(read).isEqualTo(Files.readString(expected));
    }

    private static Map<String, String> keys(Path file) throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf(" =");
            if (!line.startsWith("#") && equals > 0) {
                keys.put(
                        line.substring(0, equals),
                        line.substring(equals + 2).strip().replace("\\n", "\n"));
            }
        }
        return keys;
    }
}
