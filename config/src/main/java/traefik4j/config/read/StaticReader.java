package traefik4j.config.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import traefik4j.config.KeyValueStore;
import traefik4j.config.Place;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.flags.FlagReader;
import traefik4j.config.flags.Flags;
import traefik4j.config.keys.KeyTree;
import traefik4j.config.schema.NotYet;
import traefik4j.config.schema.Reading;
import traefik4j.config.schema.StaticSchema;
import traefik4j.config.toml.TomlText;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Table;

/** Reads the static configuration: a key-value store over flags over the main file over defaults (reference §1.1). */
public final class StaticReader {
    private final Findings findings = new Findings();
    private final Notices notices = new Notices();
    private @Nullable MainFile main;

    private StaticReader() {}

    /**
     * Reads everything there is to know at start.
     *
     * @param flags flags as they were typed, without the command
     * @param surroundings where the main file is looked for
     */
    public static LoadedStatic read(List<String> flags, Surroundings surroundings) {
        return new StaticReader().load(flags, surroundings, null);
    }

    /**
     * Reads the same, with what a key-value store says over all of it (reference §1.6).
     *
     * @param store the store
     * @param keys what is in it
     */
    public static LoadedStatic read(
            List<String> flags, Surroundings surroundings, KeyValueStore.Kind store, KeyTree keys) {
        return new StaticReader().load(flags, surroundings, new Stored(store, keys));
    }

    /**
     * What a store says.
     *
     * @param store the store
     * @param keys what is in it
     */
    private record Stored(KeyValueStore.Kind store, KeyTree keys) {}

    private LoadedStatic load(List<String> typed, Surroundings surroundings, @Nullable Stored stored) {
        Flags flags = FlagReader.read(typed, findings);
        Optional<Path> file = MainFileSearch.find(flags.configFile(), surroundings, findings);
        Table written = file.flatMap(this::toml).orElseGet(() -> new Table(Place.of("defaults")));
        Table tree = new Reading(findings).read(written, StaticSchema.MAIN_FILE);
        flags.applyTo(tree);
        if (stored != null) {
            new StoreLayer(stored.store(), findings).lay(stored.keys(), tree);
        }
        new NotYet(findings).check(tree, StaticSchema.FLAGS);
        OrphanedObjects.check(written, tree, findings);
        StaticConfiguration configuration = new StaticBinding(tree, surroundings.directory(), findings, notices).bind();
        return new LoadedStatic(configuration, main, PlacesOf.tree(tree), tree, findings.problems(), notices.all());
    }

    private Optional<Table> toml(Path file) {
        main = MainFile.at(file);
        try {
            byte[] bytes = Files.readAllBytes(file);
            Optional<Table> tree = TomlText.parse(bytes, file.toString(), findings);
            tree.ifPresent(table -> main = MainFile.at(file, bytes, table));
            return tree;
        } catch (IOException e) {
            findings.add(Unreadable.problem(file, e));
            return Optional.empty();
        }
    }
}
