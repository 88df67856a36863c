package traefik4j.config.schema;

import java.util.Map;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** Names what a configuration asks for and does not get, so that nothing is ignored in silence. */
public final class NotYet {
    private static final Map<String, String> OBJECTS =
            Map.of("backends", "the backend", "frontends", "the frontend", "entryPoints", "the entry point");

    private final Findings findings;

    /** Reports to these findings. */
    public NotYet(Findings findings) {
        this.findings = findings;
    }

    /** Looks through a tree that was read by this schema. */
    public void check(Table table, Section section) {
        section(table, section, KeyPath.ROOT);
    }

    private void section(Table table, Section section, KeyPath path) {
        table.forEach((name, node) -> section.find(name).ifPresent(key -> entry(node, key, path.then(key.name()))));
    }

    private void entry(Node node, Key key, KeyPath path) {
        if (node instanceof Node.Scalar scalar && Kind.asksForNothing(scalar.value())) {
            return;
        }
        switch (key.support()) {
            case YES -> below(node, key.shape(), path);
            case NOT_YET -> findings.warning(node.place(), path, "not supported yet by Traefik4J, " + works(path));
            case REFUSED -> findings.error(node.place(), path, "not supported yet by Traefik4J, " + fails(path));
            case MISPLACED ->
                findings.warning(node.place(), path, "not read here (expected: in the main configuration file)");
            case ELSEWHERE -> {}
        }
    }

    private void below(Node node, Shape shape, KeyPath path) {
        if (shape.isSupported()) {
            return;
        }
        if (shape instanceof Section section && node instanceof Table table) {
            section(table, section, path);
        } else if (shape instanceof Shape.Named names && node instanceof Table table) {
            table.forEach((name, child) -> below(child, names.of(), path.then(name)));
        } else if (shape instanceof Shape.Each each && node instanceof Node.Items items) {
            items.nodes().forEach(child -> below(child, each.of(), path));
        }
    }

    private static String works(KeyPath path) {
        return OBJECTS.getOrDefault(path.names().getFirst(), "the rest") + " works without it";
    }

    private static String fails(KeyPath path) {
        return switch (path.names().getFirst()) {
            case "frontends" -> "and unsafe to ignore: the frontend is left out";
            case "backends" -> "and unsafe to ignore: the backend is left out";
            default -> "which does not start with it";
        };
    }
}
