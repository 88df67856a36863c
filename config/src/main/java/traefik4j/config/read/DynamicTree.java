package traefik4j.config.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import traefik4j.config.GoDuration;
import traefik4j.config.Place;
import traefik4j.config.Problem;
import traefik4j.config.keys.KeyWriting;
import traefik4j.config.schema.DynamicSchema;
import traefik4j.config.schema.Reading;
import traefik4j.config.schema.Section;
import traefik4j.config.toml.TomlText;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** The frontends and backends of files, to be written to a key-value store (reference §1.4). */
public final class DynamicTree {
    private final Table all = new Table(Place.of("files"));
    private final Findings findings = new Findings();

    /** Adds a file; of two objects of one name the first counts, as the file provider has it. */
    public void add(Path file, boolean main) {
        Section schema = main ? DynamicSchema.MAIN_FILE : DynamicSchema.OWN_FILE;
        try {
            TomlText.parse(Files.readAllBytes(file), file.toString(), findings)
                    .ifPresent(written -> add(new Reading(findings).read(written, schema)));
        } catch (IOException e) {
            findings.add(Unreadable.problem(file, e));
        }
    }

    private void add(Table file) {
        file.forEach((name, node) -> {
            if (node instanceof Table kinds && name.equals("tcp")) {
                Table known = all.grow(name, node.place());
                kinds.forEach((kind, objects) -> addNew(known, kind, objects));
            } else if (node instanceof Table) {
                addNew(all, name, node);
            } else if (node instanceof Node.Items items) {
                List<Node> together =
                        new ArrayList<>(all.get(name) instanceof Node.Items before ? before.nodes() : List.of());
                together.addAll(items.nodes());
                all.put(name, new Node.Items(together, items.place()));
            }
        });
    }

    private static void addNew(Table to, String kind, Node node) {
        if (node instanceof Table objects) {
            Table known = to.grow(kind, node.place());
            objects.forEach((object, value) -> {
                if (!known.has(object)) {
                    known.put(object, value);
                }
            });
        }
    }

    /** What is wrong with the files. */
    public List<Problem> problems() {
        return findings.problems();
    }

    /**
     * The keys that say the same in a store, where other things hold if a key is missing (reference §5.6).
     *
     * @param healthInterval what holds for health checks without an interval
     */
    public Map<String, String> keys(Duration healthInterval) {
        objects(all.tableOrEmpty("tcp"), "backends", DynamicTree::weigh);
        objects(all, "backends", backend -> {
            weigh(backend);
            backend.table("healthCheck")
                    .ifPresent(check -> putIfMissing(check, "interval", GoDuration.format(healthInterval)));
        });
        objects(all, "frontends", frontend -> putIfMissing(frontend, "passHostHeader", false));
        return KeyWriting.of(all, DynamicSchema.OWN_FILE);
    }

    private static void weigh(Table backend) {
        backend.tableOrEmpty("servers").forEach((name, server) -> putIfMissing(server, "weight", 0L));
    }

    private static void objects(Table section, String kind, Consumer<Table> action) {
        section.tableOrEmpty(kind).forEach((name, node) -> {
            if (node instanceof Table table) {
                action.accept(table);
            }
        });
    }

    private static void putIfMissing(Node node, String name, Object value) {
        if (node instanceof Table table && !table.has(name)) {
            table.put(name, new Node.Scalar(value, table.place()));
        }
    }
}
