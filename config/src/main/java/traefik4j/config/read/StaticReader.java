package traefik4j.config.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import traefik4j.config.Place;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.flags.FlagReader;
import traefik4j.config.flags.Flags;
import traefik4j.config.schema.NotYet;
import traefik4j.config.schema.Reading;
import traefik4j.config.schema.StaticSchema;
import traefik4j.config.toml.TomlText;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Table;

/** Reads the static configuration: flags over the main file over defaults (reference §1.1). */
public final class StaticReader {
    private StaticReader() {}

    /**
     * Reads everything there is to know at start.
     *
     * @param flags flags as they were typed, without the command
     * @param surroundings where the main file is looked for
     */
    public static LoadedStatic read(List<String> flags, Surroundings surroundings) {
        Findings findings = new Findings();
        Flags given = FlagReader.read(flags, findings);
        Optional<Path> file = MainFile.find(given.configFile(), surroundings, findings);
        Optional<Table> written = file.flatMap(path -> toml(path, findings));
        Table tree = written.map(table -> new Reading(findings).read(table, StaticSchema.MAIN_FILE))
                .orElseGet(() -> new Table(Place.of("defaults")));
        given.applyTo(tree);
        new NotYet(findings).check(tree, StaticSchema.FLAGS);
        written.ifPresent(table -> OrphanedObjects.check(table, tree, findings));
        Notices notices = new Notices();
        StaticConfiguration configuration = new StaticBinding(tree, findings, notices).bind();
        return new LoadedStatic(configuration, file.orElse(null), findings.problems(), notices.all());
    }

    private static Optional<Table> toml(Path file, Findings findings) {
        try {
            return TomlText.parse(Files.readString(file), file.toString(), findings);
        } catch (IOException e) {
            findings.error(Place.of(file.toString()), KeyPath.ROOT, "cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }
}
