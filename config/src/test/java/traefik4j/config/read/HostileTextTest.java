package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts nobody would write on purpose: reading them finds problems and never throws. */
class HostileTextTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String PIECES = "[]{}=\"'.,#\n\\ \u0000\uFEFFé-:0x_tT";
    private static final List<String> WORDS = List.of(
            "[[",
            "]]",
            "\"\"\"",
            "true",
            "1979-05-27",
            "99999999999999999999",
            "-1",
            "nan",
            "[frontends]",
            "a.b.c = 1",
            "backends = 3",
            "frontends = []",
            "[[frontends]]",
            "[entryPoints.http.tls.certificates]",
            "weight = {}",
            "inf");

    private final RandomGenerator random = new Random(20_261_123);

    @Test
    void mutatedExamplesNeverThrow(@TempDir Path directory) throws IOException {
        for (String example : examples()) {
            for (int i = 0; i < 60; i++) {
                String text = mutated(example);
                assertThatCode(() -> read(text, directory)).as(text).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void deepNestingDoesNotThrow(@TempDir Path directory) {
        String deep = "a = " + "[".repeat(50_000) + "\n" + "b.".repeat(5_000) + "c = 1\n";
        assertThatCode(() -> read(deep, directory)).doesNotThrowAnyException();
    }

    @Test
    void flagsMadeOfAnythingNeverThrow(@TempDir Path directory) {
        List<String> names =
                List.of("--entryPoints=", "--", "-", "--file", "--acme.domains=", "--debug", "-c", "-lg", "");
        for (int i = 0; i < 2_000; i++) {
            List<String> flags = List.of(names.get(random.nextInt(names.size())) + noise(random.nextInt(20)), noise(3));
            assertThatCode(() -> new Given(directory).loaded(flags.toArray(String[]::new)))
                    .as(flags.toString())
                    .doesNotThrowAnyException();
        }
    }

    private static void read(String text, Path directory) {
        new Given(directory).file(text).loaded();
        MainFile.at(directory.resolve("traefik.toml")).read();
        DynamicReader.read(text, "text");
    }

    private static List<String> examples() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.list(GOLDEN)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".toml"))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }

    private String mutated(String text) {
        StringBuilder mutant = new StringBuilder(text);
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = random.nextInt(mutant.length() + 1);
            switch (random.nextInt(3)) {
                case 0 -> mutant.insert(at, noise(1 + random.nextInt(3)));
                case 1 -> mutant.insert(at, "\n" + WORDS.get(random.nextInt(WORDS.size())) + "\n");
                default -> mutant.delete(at, Math.min(mutant.length(), at + random.nextInt(20)));
            }
        }
        return mutant.toString();
    }

    private String noise(int length) {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < length; i++) {
            noise.append(PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return noise.toString();
    }
}
