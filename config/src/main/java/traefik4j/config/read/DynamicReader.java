package traefik4j.config.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import traefik4j.config.Constraints;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Loaded;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.keys.KeyReading;
import traefik4j.config.keys.KeyTree;
import traefik4j.config.keys.ServerTags;
import traefik4j.config.schema.DynamicSchema;
import traefik4j.config.schema.NotYet;
import traefik4j.config.schema.Reading;
import traefik4j.config.schema.Section;
import traefik4j.config.toml.TomlText;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Table;

/** Reads frontends and backends from TOML that has nothing else in it, or from keys (reference §3.1, §4, §5.6). */
public final class DynamicReader {
    private DynamicReader() {}

    /** Reads a file of its own; see {@link MainFile} for the other one. */
    public static Loaded read(Path file) {
        try {
            return read(Files.readAllBytes(file), file, DynamicSchema.OWN_FILE);
        } catch (IOException e) {
            return unreadable(file, e);
        }
    }

    /**
     * Reads a text of its own.
     *
     * @param text TOML
     * @param source how places in it are called, usually a path
     */
    public static Loaded read(String text, String source) {
        Findings findings = new Findings();
        return read(TomlText.parse(text, source, findings), DynamicSchema.OWN_FILE, findings);
    }

    static Loaded read(byte[] bytes, Path file, Section schema) {
        Findings findings = new Findings();
        return read(TomlText.parse(bytes, file.toString(), findings), schema, findings);
    }

    private static Loaded read(Optional<Table> written, Section schema, Findings findings) {
        return written.map(table -> read(table, schema, findings)).orElseGet(() -> nothing(findings.problems()));
    }

    /**
     * Reads the keys of a key-value store, in which the static configuration may stand as well (reference §5.6).
     *
     * @param constraints which servers may be used, by their tags
     */
    public static Loaded read(KeyTree keys, Constraints constraints) {
        Findings findings = new Findings();
        ServerTags.choose(keys, constraints);
        Table tree = new KeyReading(findings).read(keys, DynamicSchema.MAIN_FILE);
        KeyDefaults.addTo(tree, findings);
        return bound(tree, DynamicSchema.MAIN_FILE, findings);
    }

    static Loaded read(Table written, Section schema, Findings findings) {
        return bound(new Reading(findings).read(written, schema), schema, findings);
    }

    private static Loaded bound(Table tree, Section schema, Findings findings) {
        new NotYet(findings).check(tree, schema);
        DynamicConfiguration configuration = new DynamicBinding(tree, findings).bind();
        return new Loaded(configuration, PlacesOf.tree(tree), findings.problems());
    }

    static Loaded unreadable(Path file, IOException reason) {
        return nothing(List.of(Unreadable.problem(file, reason)));
    }

    private static Loaded nothing(List<Problem> problems) {
        return new Loaded(DynamicConfiguration.EMPTY, Places.NONE, problems);
    }
}
