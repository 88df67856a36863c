package traefik4j.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/**
 * Checks a tree against a schema and gives it the schema's spelling and values. What is unknown or of the wrong kind is
 * found and left out.
 */
public final class Reading {
    private final Findings findings;

    /** Reports to these findings. */
    public Reading(Findings findings) {
        this.findings = findings;
    }

    /** The tree in the spelling of the schema, without what does not fit. */
    public Table read(Table written, Section section) {
        return section(written, section, KeyPath.ROOT, true);
    }

    private Table section(Table written, Section section, KeyPath path, boolean strict) {
        Table read = new Table(written.place());
        written.forEach((name, node) -> {
            Optional<Key> key = section.find(name);
            if (key.isEmpty() && section.isOpen()) {
                return;
            }
            if (key.isEmpty()) {
                findings.warning(node.place(), path.then(name), "unknown key" + section.suggestion(name));
            } else if (isWrittenBetter(written, name, key.get(), node)) {
                findings.warning(
                        node.place(),
                        path.then(name),
                        "written twice, " + key.get().name() + " is used");
            } else {
                entry(read, node, key.get(), path, strict);
            }
        });
        return read;
    }

    /** Whether the same key is there a second time in its exact spelling; sections written twice are one. */
    private static boolean isWrittenBetter(Table written, String name, Key key, Node node) {
        return !name.equals(key.name()) && written.has(key.name()) && !(node instanceof Table);
    }

    private void entry(Table read, Node node, Key key, KeyPath above, boolean strict) {
        if (key.support() == Support.ELSEWHERE) {
            return;
        }
        KeyPath path = above.then(key.name());
        boolean matters = strict && (key.support() == Support.YES || key.support() == Support.REFUSED);
        shaped(node, key.shape(), path, matters)
                .ifPresentOrElse(
                        value -> add(read, key.name(), value), () -> mistyped(node, path, key.shape(), matters));
    }

    private static void add(Table read, String name, Node node) {
        if (node instanceof Table more && read.get(name) instanceof Table earlier) {
            more.forEach(earlier::put);
        } else {
            read.put(name, node);
        }
    }

    private void mistyped(Node node, KeyPath path, Shape shape, boolean matters) {
        String what = described(node) + " (expected: " + shape.expected() + ")";
        if (matters) {
            findings.error(node.place(), path, what);
        } else {
            findings.warning(node.place(), path, what);
        }
    }

    private static String described(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.value() instanceof String text -> '"' + text + '"';
            case Node.Scalar scalar -> scalar.value().toString();
            case Node.Date date -> date.text();
            case Node.Items items -> "a list";
            case Table table -> "a section";
        };
    }

    private Optional<Node> shaped(Node node, Shape shape, KeyPath path, boolean strict) {
        return switch (shape) {
            case Kind kind -> kind.fromToml(node).map(value -> new Node.Scalar(value, node.place()));
            case Section section when node instanceof Table table -> Optional.of(section(table, section, path, strict));
            case Shape.Named names
            when node instanceof Table table -> Optional.of(named(table, names.of(), path, strict));
            case Shape.Each each when node instanceof Node.Items items -> each(items, each.of(), path, strict);
            case Section section -> Optional.empty();
            case Shape.Named names -> Optional.empty();
            case Shape.Each each -> Optional.empty();
        };
    }

    private Node named(Table table, Section of, KeyPath path, boolean strict) {
        Table read = new Table(table.place());
        table.forEach((name, node) -> {
            KeyPath below = path.then(name);
            shaped(node, of, below, strict)
                    .ifPresentOrElse(value -> read.put(name, value), () -> mistyped(node, below, of, strict));
        });
        return read;
    }

    private Optional<Node> each(Node.Items items, Section of, KeyPath path, boolean strict) {
        List<Node> read = new ArrayList<>();
        for (Node node : items.nodes()) {
            Optional<Node> value = shaped(node, of, path.then(String.valueOf(read.size())), strict);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            read.add(value.get());
        }
        return Optional.of(new Node.Items(read, items.place()));
    }
}
