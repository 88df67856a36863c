package traefik4j.config.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Loaded;
import traefik4j.config.Place;
import traefik4j.config.Places;
import traefik4j.config.Problem;

/** Reads frontends and backends from TOML (reference §3.1, §4). */
public final class DynamicReader {
    private DynamicReader() {}

    /** Reads a file of its own, which has nothing but frontends and backends in it. */
    public static Loaded read(Path file) {
        try {
            return read(Files.readString(file), file.toString());
        } catch (IOException e) {
            Problem problem = Problem.error(Place.of(file.toString()), "", "cannot be read: " + e.getMessage());
            return new Loaded(DynamicConfiguration.EMPTY, Places.NONE, List.of(problem));
        }
    }

    /** Reads the main configuration file, in which keys of the static configuration are nothing special. */
    public static Loaded readMain(Path file) {
        return read(file);
    }

    /**
     * Reads a text.
     *
     * @param text TOML
     * @param source how places in it are called, usually a path
     */
    public static Loaded read(String text, String source) {
        return new Loaded(DynamicConfiguration.EMPTY, Places.NONE, List.of());
    }
}
