package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import traefik4j.config.Loaded;

/**
 * Every {@code golden/*.toml}, read as the main file, gives the {@code .txt} beside it: the static configuration, the
 * dynamic one, problems and notices. Run with {@code -Dtest.args=-Dgolden.write=true} to write them anew.
 */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    static Stream<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".toml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsTheExampleAsWritten(Path example) throws IOException {
        Path expected = Path.of(example.toString().replace(".toml", ".txt"));
        String read = String.join("\n", read(example.toAbsolutePath())) + "\n";
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(expected, read);
        }
        assertThat(read).isEqualTo(Files.readString(expected));
    }

    private static List<String> read(Path file) {
        Surroundings nowhere = new Surroundings(Map.of(), file.resolveSibling("nowhere"));
        LoadedStatic loaded = StaticReader.read(List.of("-c", file.toString()), nowhere);
        List<String> lines = new ArrayList<>(Dump.of(loaded.configuration()));
        Loaded dynamic = MainFile.at(file).read();
        lines.addAll(Dump.of(dynamic.configuration()));
        loaded.problems().forEach(problem -> lines.add(problem.severity() + " " + problem));
        dynamic.problems().forEach(problem -> lines.add(problem.severity() + " " + problem));
        loaded.notices().forEach(notice -> lines.add("NOTICE " + notice));
        String folder = file.getParent() + "/";
        return lines.stream().map(line -> line.replace(folder, "")).toList();
    }
}
