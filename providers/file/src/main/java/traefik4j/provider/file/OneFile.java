package traefik4j.provider.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Loaded;
import traefik4j.config.Place;
import traefik4j.config.Places;
import traefik4j.config.Problem;

/**
 * A single file.
 *
 * @param path the file as the user calls it
 * @param reader reads it
 */
record OneFile(Path path, Function<Path, Loaded> reader) implements Source {
    @Override
    public Loaded load() {
        if (path.toString().isEmpty()) {
            return unreadable(path, "the file provider has no file (expected: file.filename, or a main file)");
        }
        if (GoTemplate.is(path)) {
            return unreadable(path, "Go templates are not supported yet (expected: a .toml file)");
        }
        return read(path, reader);
    }

    @Override
    public List<Path> files() {
        return List.of(path);
    }

    @Override
    public Surface surface() {
        return new Surface(Links.of(path), Set.of());
    }

    /** Reads a file that may have gone. */
    static Loaded read(Path file, Function<Path, Loaded> reader) {
        return Files.exists(file) ? reader.apply(file) : unreadable(file, "does not exist (expected: a file)");
    }

    /** What takes the place of a file that cannot be used. */
    static Loaded unreadable(Path file, String what) {
        Place place = Place.of(file.toString().isEmpty() ? "file" : file.toString());
        return new Loaded(DynamicConfiguration.EMPTY, Places.NONE, List.of(Problem.error(place, "", what)));
    }
}
