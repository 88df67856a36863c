package traefik4j.config.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        for (int i = 0; i < written.size(); i++) {
            Key key = known(written, i, section, path);
            if (key != null && key.support() != Support.ELSEWHERE) {
                entry(read, written.node(i), key, path, strict);
            }
        }
        return read;
    }

    /** The key of the {@code i}th entry; null if there is none for it, or the entry does not count. */
    private @Nullable Key known(Table written, int i, Section section, KeyPath path) {
        String name = written.name(i);
        Key key = section.key(name);
        if (key == null && !section.isOpen()) {
            findings.warning(written.node(i).place(), path.then(name), "unknown key" + section.suggestion(name));
        } else if (key != null && isWrittenBetter(written, name, key, written.node(i))) {
            findings.warning(written.node(i).place(), path.then(name), "written twice, " + key.name() + " is used");
            return null;
        }
        return key;
    }

    /** Whether the same key is there a second time in its exact spelling; sections written twice are one. */
    private static boolean isWrittenBetter(Table written, String name, Key key, Node node) {
        return !name.equals(key.name()) && written.has(key.name()) && !(node instanceof Table);
    }

    private void entry(Table read, Node node, Key key, KeyPath above, boolean strict) {
        KeyPath path = above.then(key.name());
        boolean matters = strict && (key.support() == Support.YES || key.support() == Support.REFUSED);
        Node value = shaped(node, key.shape(), path, matters);
        if (value == null) {
            mistyped(node, path, key.shape(), matters);
        } else {
            add(read, key.name(), value);
        }
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
            case Node.Known known -> "a section";
        };
    }

    /**
     * The node as its shape has it; null if it is of another. There are no patterns in a {@code switch} here, as everywhere
     * on the way to the first request: each costs some milliseconds, which no AOT cache can save (JDK 25).
     */
    private @Nullable Node shaped(Node node, Shape shape, KeyPath path, boolean strict) {
        if (shape instanceof Kind kind) {
            Object value = kind.fromToml(node).orElse(null);
            return value == null ? null : scalar(node, value);
        }
        if (node instanceof Table table) {
            return shape instanceof Section section
                    ? section(table, section, path, strict)
                    : shape instanceof Shape.Named names ? named(table, names.of(), path, strict) : null;
        }
        return node instanceof Node.Items items && shape instanceof Shape.Each each
                ? each(items, each.of(), path, strict)
                : null;
    }

    /** Most values are what they were written as. */
    private static Node scalar(Node node, Object value) {
        return node instanceof Node.Scalar written && written.value() == value
                ? node
                : new Node.Scalar(value, node.place());
    }

    /** Sections by name; what is known of them already stays as it is. */
    private Node named(Table table, Section of, KeyPath path, boolean strict) {
        Table read = new Table(table.place(), table.size());
        for (int i = 0; i < table.size(); i++) {
            if (table.node(i) instanceof Node.Known) {
                read.append(table.name(i), table.node(i));
                continue;
            }
            KeyPath below = path.then(table.name(i));
            Node value = shaped(table.node(i), of, below, strict);
            if (value == null) {
                mistyped(table.node(i), below, of, strict);
            } else {
                read.append(table.name(i), value);
            }
        }
        return read;
    }

    private @Nullable Node each(Node.Items items, Section of, KeyPath path, boolean strict) {
        List<Node> read = new ArrayList<>();
        for (Node node : items.nodes()) {
            Node value = shaped(node, of, path.then(String.valueOf(read.size())), strict);
            if (value == null) {
                return null;
            }
            read.add(value);
        }
        return new Node.Items(read, items.place());
    }
}
