package traefik4j.config.toml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Place;
import traefik4j.config.tree.Node;
import traefik4j.config.tree.Table;

/** The values of TOML, and the keys in front of them. */
final class Values {
    /** How deep anything may be: far more than any configuration needs, far less than a stack takes. */
    static final int DEEPEST = 100;

    private final Cursor cursor;
    private final Definitions definitions;
    private final Strings strings;
    private final Keys keys;
    private final Words words;
    private final PassageReader passages;

    Values(Cursor cursor, Definitions definitions, PassageReader passages) {
        this.passages = passages;
        this.cursor = cursor;
        this.definitions = definitions;
        this.strings = new Strings(cursor);
        this.keys = new Keys(cursor, strings);
        this.words = new Words(cursor);
    }

    /** The names of a key; null if there is none or it is too deep. */
    @Nullable
    List<String> key(int depth) {
        Place place = cursor.place();
        List<String> names = keys.read();
        return names == null || isTooDeep(depth + names.size(), place) ? null : names;
    }

    /** Reads {@code key = value} into a table that is so deep; false if that failed. */
    boolean entry(Table section, int depth) {
        Place place = cursor.place();
        List<String> names = key(depth);
        if (names == null) {
            return false;
        }
        if (!cursor.take('=')) {
            return cursor.refuse("= and a value");
        }
        cursor.skipBlank();
        Node value = value(place, depth + names.size());
        if (value == null) {
            return false;
        }
        if (names.size() > 1 && depth < PassageReader.OBJECT) {
            passages.unclear();
        }
        definitions.put(section, names, value, place);
        return true;
    }

    private @Nullable Node value(Place place, int depth) {
        char c = cursor.peek();
        if (c == '"' || c == '\'') {
            String text = strings.read();
            return text == null ? null : new Node.Scalar(text, place);
        }
        if (c != '[' && c != '{') {
            return words.read(place);
        }
        if (isTooDeep(depth + 1, cursor.place())) {
            return null;
        }
        cursor.skip(1);
        return c == '[' ? array(place, depth + 1) : table(place, depth + 1);
    }

    private @Nullable Node array(Place place, int depth) {
        List<Node> nodes = new ArrayList<>();
        cursor.skipLines();
        while (!cursor.take(']')) {
            Node node = value(cursor.place(), depth);
            if (node == null) {
                return null;
            }
            nodes.add(node);
            cursor.skipLines();
            if (!cursor.take(',') && cursor.peek() != ']') {
                cursor.refuse(", or ]");
                return null;
            }
            cursor.skipLines();
        }
        return new Node.Items(nodes, place);
    }

    /** A table in braces; a comma behind the last entry is let pass because Traefik 1.x does. */
    private @Nullable Node table(Place place, int depth) {
        Table table = new Table(place);
        cursor.skipBlank();
        while (!cursor.take('}')) {
            if (!entry(table, depth)) {
                return null;
            }
            cursor.skipBlank();
            if (!cursor.take(',') && cursor.peek() != '}') {
                cursor.refuse(", or } in the same line");
                return null;
            }
            cursor.skipBlank();
        }
        definitions.close(table);
        return table;
    }

    private boolean isTooDeep(int depth, Place place) {
        return depth > DEEPEST && !cursor.refuse(place, "too deep (expected: at most " + DEEPEST + " levels)");
    }
}
