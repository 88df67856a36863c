package traefik4j.config.toml;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import traefik4j.config.Place;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.KeyPath;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** One text in TOML, and what it is called in places. */
public final class TomlText {
    private final String source;

    private TomlText(String source) {
        this.source = source;
    }

    /** The tables of the text; empty if it is not TOML, which is then among the findings. */
    public static Optional<Table> parse(String text, String source, Findings findings) {
        TomlText toml = new TomlText(source);
        TomlParseResult result = Toml.parse(text.startsWith("\uFEFF") ? text.substring(1) : text);
        result.errors()
                .forEach(error -> findings.error(
                        toml.place(error.position()), KeyPath.ROOT, "not TOML: " + firstLine(error.getMessage())));
        return result.hasErrors() ? Optional.empty() : Optional.of(toml.table(result, new Place(source, 1, 1)));
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("unreadable");
    }

    private Table table(TomlTable toml, Place place) {
        Table table = new Table(place);
        for (String name : toml.keySet()) {
            List<String> key = List.of(name);
            Object value = Objects.requireNonNull(toml.get(key));
            table.put(name, node(value, place(toml.inputPositionOf(key))));
        }
        return table;
    }

    private Node node(Object value, Place place) {
        return switch (value) {
            case TomlTable table -> table(table, place);
            case TomlArray array -> items(array, place);
            default -> new Node.Scalar(value, place);
        };
    }

    private Node items(TomlArray array, Place place) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            nodes.add(node(array.get(i), place(array.inputPositionOf(i))));
        }
        return new Node.Items(nodes, place);
    }

    private Place place(@Nullable TomlPosition position) {
        return position == null ? Place.of(source) : new Place(source, position.line(), position.column());
    }
}
