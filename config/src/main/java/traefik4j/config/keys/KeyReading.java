package traefik4j.config.keys;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import traefik4j.config.schema.Key;
import traefik4j.config.schema.Kind;
import traefik4j.config.schema.Section;
import traefik4j.config.schema.Shape;
import traefik4j.config.schema.Support;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/**
 * Checks a key tree against a schema and gives it the schema's spelling and values, so that it can be bound as if it came
 * from TOML. What is unknown or of the wrong kind is found and left out; a value that is empty is none.
 */
public final class KeyReading {
    private final Findings findings;

    /** Reports to these findings. */
    public KeyReading(Findings findings) {
        this.findings = findings;
    }

    /** The tree in the spelling of the schema, without what does not fit. */
    public Table read(KeyTree written, Section section) {
        return section(written, section, KeyPath.ROOT, true);
    }

    private Table section(KeyTree written, Section section, KeyPath path, boolean strict) {
        Table read = new Table(written.place());
        written.forEach((name, tree) -> {
            Optional<Key> key = section.find(plain(name));
            if (key.isEmpty() && section.isOpen()) {
                return;
            }
            if (key.isEmpty()) {
                findings.warning(tree.place(), path.then(name), "unknown key" + section.suggestion(name));
            } else if (isWrittenBetter(written, name)) {
                findings.warning(tree.place(), path.then(name), "written twice, " + lower(plain(name)) + " is used");
            } else {
                entry(read, tree, key.get(), path, strict);
            }
        });
        return read;
    }

    /** Traefik 1.x reads {@code .authresponseheaders}, with a dot that nobody expects (reference §5.6). */
    private static String plain(String name) {
        return name.startsWith(".") ? name.substring(1) : name;
    }

    private static boolean isWrittenBetter(KeyTree written, String name) {
        String best = lower(plain(name));
        return !name.equals(best) && written.has(best);
    }

    private void entry(Table read, KeyTree tree, Key key, KeyPath above, boolean strict) {
        if (key.support() == Support.ELSEWHERE) {
            return;
        }
        KeyPath path = above.then(key.name());
        boolean matters = strict && (key.support() == Support.YES || key.support() == Support.REFUSED);
        shaped(tree, key.shape(), path, matters).ifPresent(node -> read.put(key.name(), node));
    }

    private Optional<Node> shaped(KeyTree tree, Shape shape, KeyPath path, boolean strict) {
        return switch (shape) {
            case Kind kind -> value(tree, kind, path, strict);
            case Section section when isOff(tree) -> Optional.empty();
            case Section section -> Optional.of(section(tree, section, path, strict));
            case Shape.Named named -> Optional.of(named(tree, named.of(), path, strict));
            case Shape.Each each -> Optional.of(each(tree, each.of(), path, strict));
        };
    }

    /** A section is there with whatever value, but for one that says no, as {@code stickiness} may. */
    private static boolean isOff(KeyTree tree) {
        return Kind.TRUTH.fromText(tree.value()).filter(Boolean.FALSE::equals).isPresent();
    }

    private Optional<Node> value(KeyTree tree, Kind kind, KeyPath path, boolean strict) {
        Optional<Object> value = switch (kind) {
            case LIST, WIDE_LIST -> Optional.<Object>of(tree.list()).filter(list -> !list.equals(List.of()));
            case PAIRS -> pairs(tree);
            default -> kind.fromText(tree.value());
        };
        boolean isMistyped = value.isEmpty() && !tree.value().isEmpty();
        if (isMistyped) {
            mistyped(tree, kind, path, strict);
        }
        return tree.value().isEmpty() && !tree.hasBelow()
                ? Optional.empty()
                : value.map(found -> new Node.Scalar(found, tree.place()));
    }

    private static Optional<Object> pairs(KeyTree tree) {
        Map<String, String> pairs = new LinkedHashMap<>();
        tree.forEach((name, below) -> pairs.put(name, below.value()));
        return tree.value().isEmpty() ? Optional.of(pairs) : Kind.PAIRS.fromText(tree.value());
    }

    private void mistyped(KeyTree tree, Kind kind, KeyPath path, boolean matters) {
        String what = '"' + tree.value() + "\" (expected: " + kind.expected() + ")";
        if (matters) {
            findings.error(tree.place(), path, what);
        } else {
            findings.warning(tree.place(), path, what);
        }
    }

    private Node named(KeyTree tree, Section of, KeyPath path, boolean strict) {
        Table read = new Table(tree.place());
        tree.forEach((name, below) -> read.put(name, section(below, of, path.then(name), strict)));
        return read;
    }

    private Node each(KeyTree tree, Section of, KeyPath path, boolean strict) {
        List<Node> read = new ArrayList<>();
        tree.forEach((name, below) -> read.add(section(below, of, path.then(name), strict)));
        return new Node.Items(read, tree.place());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
