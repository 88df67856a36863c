package traefik4j.config.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

/**
 * Reads frontends and backends from TOML that has nothing else in it, or from keys (reference §3.1, §4, §5.6). For files see
 * {@link DynamicFiles} and {@link MainFile}.
 */
public final class DynamicReader {
    private DynamicReader() {}

    /**
     * Reads a text of its own.
     *
     * @param text TOML
     * @param source how places in it are called, usually a path
     */
    public static Loaded read(String text, String source) {
        return read(text, source, DynamicSchema.OWN_FILE, new LastReading(), new Findings());
    }

    /**
     * Reads what may have been read before.
     *
     * @param last what was in the file then
     * @param remark what there is to say about the text besides, or null
     */
    static Loaded read(
            byte[] bytes, Path file, Section schema, LastReading last, Function<String, @Nullable Problem> remark) {
        Findings findings = new Findings();
        return TomlText.decode(bytes, file.toString(), findings)
                .map(text -> remarked(read(text, file.toString(), schema, last, findings), remark.apply(text)))
                .orElseGet(() -> nothing(findings.problems()));
    }

    private static Loaded remarked(Loaded loaded, @Nullable Problem remark) {
        return remark == null
                ? loaded
                : new Loaded(
                        loaded.configuration(),
                        loaded.places(),
                        Stream.concat(loaded.problems().stream(), Stream.of(remark))
                                .toList());
    }

    private static Loaded read(String text, String source, Section schema, LastReading last, Findings findings) {
        Loaded same = last.of(text);
        if (same != null) {
            return same;
        }
        Optional<Table> written = last.passages().parse(text, source, findings);
        if (written.isEmpty()) {
            return last.keep(text, nothing(findings.problems()));
        }
        Loaded loaded = read(written.get(), schema, findings, places(() -> text, source, schema));
        last.passages().keep(new Outcomes(written.get(), loaded.configuration(), findings));
        return last.keep(text, loaded);
    }

    /** Trees are large, and mostly nobody asks where something was written: whoever does has the text read once more. */
    static Places places(Supplier<String> text, String source, Section schema) {
        return Places.whenAsked(() -> TomlText.parse(text.get(), source, new Findings())
                .map(written -> PlacesOf.map(new Reading(new Findings()).read(written, schema)))
                .orElse(Map.of()));
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
        return bound(tree, DynamicSchema.MAIN_FILE, findings, PlacesOf.tree(tree));
    }

    static Loaded read(Table written, Section schema, Findings findings, Places places) {
        return bound(new Reading(findings).read(written, schema), schema, findings, places);
    }

    private static Loaded bound(Table tree, Section schema, Findings findings, Places places) {
        new NotYet(findings).check(tree, schema);
        DynamicConfiguration configuration = new DynamicBinding(tree, findings).bind();
        return new Loaded(configuration, places, findings.problems());
    }

    static Loaded unreadable(Path file, IOException reason) {
        return nothing(List.of(Unreadable.problem(file, reason)));
    }

    private static Loaded nothing(List<Problem> problems) {
        return new Loaded(DynamicConfiguration.EMPTY, Places.NONE, problems);
    }
}
