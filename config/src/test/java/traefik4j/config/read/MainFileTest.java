package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frontends and backends in the main file. */
class MainFileTest {
    @TempDir
    Path directory;

    private MainFile written(String... lines) {
        return Objects.requireNonNull(new Given(directory).file(lines).loaded().main());
    }

    @Test
    void readsWhatWasThereAtStart() {
        assertThat(written("[file]", "[backends.a]").read().configuration().backends())
                .containsOnlyKeys("a");
    }

    @Test
    void readsWhatChangedSince() throws IOException {
        MainFile main = written("[file]", "[backends.a]");
        Files.writeString(main.path(), "[file]\n[backends.b]");
        assertThat(main.read().configuration().backends()).containsOnlyKeys("b");
        Files.writeString(main.path(), "[file]\n[backends.c]");
        assertThat(main.read().configuration().backends()).containsOnlyKeys("c");
    }

    @Test
    void keysOfTheStaticConfigurationAreNothingSpecial() {
        assertThat(written("logLevel = 3", "nonsense = 1", "[file]", "[docker]")
                        .read()
                        .problems())
                .isEmpty();
    }

    @Test
    void aFileThatHasGoneIsNotReadable() throws IOException {
        MainFile main = written("[file]");
        Files.delete(main.path());
        assertThat(main.read().isReadable()).isFalse();
        assertThat(main.read().problems()).hasToString("[" + main.path() + " does not exist (expected: a file)]");
    }
}
