package traefik4j.config.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Loaded;
import traefik4j.config.Place;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.schema.DynamicSchema;
import traefik4j.config.schema.NotYet;
import traefik4j.config.schema.Reading;
import traefik4j.config.schema.Section;
import traefik4j.config.toml.TomlText;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Table;

/** Reads frontends and backends from TOML (reference §3.1, §4). */
public final class DynamicReader {
    private DynamicReader() {}

    /** Reads a file of its own, which has nothing but frontends and backends in it. */
    public static Loaded read(Path file) {
        return read(file, DynamicSchema.OWN_FILE);
    }

    /** Reads the main configuration file, whose other keys {@link StaticReader} has read and complained about. */
    public static Loaded readMain(Path file) {
        return read(file, DynamicSchema.MAIN_FILE);
    }

    /**
     * Reads a text of its own.
     *
     * @param text TOML
     * @param source how places in it are called, usually a path
     */
    public static Loaded read(String text, String source) {
        return read(text, source, DynamicSchema.OWN_FILE);
    }

    private static Loaded read(Path file, Section schema) {
        try {
            return read(Files.readString(file), file.toString(), schema);
        } catch (IOException e) {
            Problem problem = Problem.error(Place.of(file.toString()), "", "cannot be read: " + e.getMessage());
            return new Loaded(DynamicConfiguration.EMPTY, Places.NONE, List.of(problem));
        }
    }

    private static Loaded read(String text, String source, Section schema) {
        Findings findings = new Findings();
        Optional<Table> written = TomlText.parse(text, source, findings);
        if (written.isEmpty()) {
            return new Loaded(DynamicConfiguration.EMPTY, Places.NONE, findings.problems());
        }
        Table tree = new Reading(findings).read(written.get(), schema);
        new NotYet(findings).check(tree, schema);
        DynamicConfiguration configuration = new DynamicBinding(tree, findings).bind();
        return new Loaded(configuration, PlacesOf.tree(tree), findings.problems());
    }
}
