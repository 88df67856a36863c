package traefik4j.config.keys;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import traefik4j.config.GoDuration;
import traefik4j.config.schema.Key;
import traefik4j.config.schema.Kind;
import traefik4j.config.schema.Section;
import traefik4j.config.schema.Shape;
import traefik4j.config.schema.Support;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/**
 * Writes a tree that was read by a schema as keys, as {@code storeconfig} of Traefik 1.x does (reference §1.4): keys in
 * lower case, names as they are, lists with a number for each entry, and a key with a slash at its end for each section.
 * What a section could say and does not has an empty value, which is none: {@link #over} leaves those of them that take
 * back what an earlier time said.
 */
public final class KeyWriting {
    private final Map<String, String> keys = new LinkedHashMap<>();

    private KeyWriting() {}

    /** The keys of a tree, with slashes between but not before them. */
    public static Map<String, String> of(Table tree, Section section) {
        KeyWriting writing = new KeyWriting();
        writing.section("", tree, section);
        return writing.keys;
    }

    /**
     * What of these keys has to be written where others are already: values, sections, and empty values in the place of
     * those that are to be no longer. Keys that say something about anything else stay.
     */
    public static Map<String, String> over(Map<String, String> there, Map<String, String> keys) {
        Map<String, String> written = new LinkedHashMap<>(keys);
        written.entrySet()
                .removeIf(entry -> entry.getValue().isEmpty()
                        && !entry.getKey().endsWith("/")
                        && there.getOrDefault(entry.getKey(), "").isEmpty());
        there.forEach((key, value) -> {
            String list = key.substring(0, Math.max(0, key.lastIndexOf('/')));
            if (!value.isEmpty() && !keys.containsKey(key) && keys.containsKey(list) && key.matches(".*/\\d+")) {
                written.put(key, "");
            }
        });
        return written;
    }

    private void section(String above, Table tree, Section section) {
        for (Key key : section.keys()) {
            String path = above + key.name().toLowerCase(Locale.ROOT);
            Node node = tree.get(key.name());
            if (node != null) {
                node(path, node, key.shape());
            } else if (key.shape() instanceof Kind && key.support() == Support.YES) {
                keys.put(path, "");
            }
        }
    }

    private void node(String path, Node node, Shape shape) {
        switch (shape) {
            case Kind kind when node instanceof Node.Scalar scalar -> value(path, scalar.value());
            case Section section when node instanceof Table table -> announced(path, table, section);
            case Shape.Named named
            when node instanceof Table table ->
                table.forEach((name, below) -> node(path + "/" + name, below, named.of()));
            case Shape.Each each
            when node instanceof Node.Items items -> {
                for (int i = 0; i < items.nodes().size(); i++) {
                    node(path + "/" + i, items.nodes().get(i), each.of());
                }
            }
            case Kind kind -> {}
            case Section section -> {}
            case Shape.Named named -> {}
            case Shape.Each each -> {}
        }
    }

    private void announced(String path, Table table, Section section) {
        keys.put(path + "/", "");
        section(path + "/", table, section);
    }

    private void value(String path, Object value) {
        switch (value) {
            case List<?> list -> {
                keys.put(path, "");
                for (int i = 0; i < list.size(); i++) {
                    keys.put(path + "/" + i, String.valueOf(list.get(i)));
                }
            }
            case Map<?, ?> pairs -> pairs.forEach((name, text) -> keys.put(path + "/" + name, String.valueOf(text)));
            case Duration duration -> keys.put(path, GoDuration.format(duration));
            default -> keys.put(path, value.toString());
        }
    }
}
