package traefik4j.config.toml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of TOML: bare or in quotes, and several with dots between them. */
final class Keys {
    private final Cursor cursor;
    private final Strings strings;

    Keys(Cursor cursor, Strings strings) {
        this.cursor = cursor;
        this.strings = strings;
    }

    /** The names of the key that starts here, with the blanks behind it; null if none does. */
    @Nullable
    List<String> read() {
        String first = name();
        if (first == null || cursor.peek() != '.') {
            return first == null ? null : List.of(first);
        }
        List<String> names = new ArrayList<>(4);
        names.add(first);
        while (cursor.take('.')) {
            cursor.skipBlank();
            String name = name();
            if (name == null) {
                return null;
            }
            names.add(name);
        }
        return names;
    }

    private @Nullable String name() {
        int start = cursor.position();
        char c = cursor.peek();
        if (c == '"' || c == '\'') {
            String name = strings.line(c);
            cursor.skipBlank();
            return name;
        }
        cursor.skipBare();
        if (cursor.position() == start) {
            cursor.refuse("a key");
            return null;
        }
        String name = cursor.wordSince(start);
        cursor.skipBlank();
        return name;
    }
}
