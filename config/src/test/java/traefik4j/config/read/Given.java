package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import traefik4j.config.StaticConfiguration;

/** A folder with or without a {@code traefik.toml}, and reading what is there with flags. */
final class Given {
    private final Path directory;

    Given(Path directory) {
        this.directory = directory;
    }

    /** Writes {@code traefik.toml}. */
    Given file(String... lines) {
        return at("traefik.toml", lines);
    }

    Given at(String name, String... lines) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, Arrays.asList(lines));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LoadedStatic loaded(String... flags) {
        return StaticReader.read(List.of(flags), new Surroundings(Map.of("HOME", directory + "/home"), directory));
    }

    /** What is read where nothing is wrong. */
    StaticConfiguration read(String... flags) {
        LoadedStatic loaded = loaded(flags);
        assertThat(loaded.problems()).isEmpty();
        return loaded.configuration();
    }

    /** Problems as they are printed, severity first, without the folder. */
    List<String> problems(String... flags) {
        List<String> problems = new ArrayList<>();
        loaded(flags).problems().forEach(problem -> {
            String line = problem.severity() + " " + problem;
            problems.add(line.replace(directory + "/", ""));
        });
        return problems;
    }
}
