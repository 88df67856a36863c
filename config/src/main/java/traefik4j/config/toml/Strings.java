package traefik4j.config.toml;

import org.jspecify.annotations.Nullable;
import traefik4j.config.Place;

/** The texts of TOML: in double quotes with escapes, in single quotes without, and both over several lines. */
final class Strings {
    private final Cursor cursor;
    private final Escapes escapes;

    Strings(Cursor cursor) {
        this.cursor = cursor;
        this.escapes = new Escapes(cursor);
    }

    /** The text that starts here; null if it never ends. */
    @Nullable
    String read() {
        char quote = cursor.peek();
        return cursor.peek(1) == quote && cursor.peek(2) == quote ? lines(quote) : line(quote);
    }

    /** The text of one line that starts here; null if the line ends first. */
    @Nullable
    String line(char quote) {
        cursor.skip(1);
        int start = cursor.position();
        if (cursor.skipPlain(quote) == quote) {
            String text = cursor.wordSince(start);
            cursor.skip(1);
            return text;
        }
        return line(quote, start);
    }

    private @Nullable String line(char quote, int start) {
        StringBuilder text = new StringBuilder();
        int from = start;
        boolean fine = true;
        for (char stop = cursor.peek(); stop != quote; stop = cursor.skipPlain(quote)) {
            if (cursor.atEnd() || stop == '\n' || stop == '\r' && cursor.peek(1) == '\n') {
                cursor.refuse(String.valueOf(quote));
                return null;
            }
            text.append(cursor.since(from));
            fine = special(quote, text, fine);
            from = cursor.position();
        }
        text.append(cursor.since(from));
        cursor.skip(1);
        return text.toString();
    }

    private @Nullable String lines(char quote) {
        Place opened = cursor.place();
        cursor.skip(3);
        cursor.takeNewline();
        StringBuilder text = new StringBuilder();
        boolean fine = true;
        while (true) {
            int from = cursor.position();
            char stop = cursor.skipPlain(quote);
            text.append(cursor.since(from));
            if (cursor.atEnd()) {
                cursor.refuse(
                        opened,
                        "a text that never ends (expected: "
                                + String.valueOf(quote).repeat(3) + ")");
                return null;
            }
            if (stop == quote) {
                if (closes(quote, text)) {
                    return text.toString();
                }
            } else if (cursor.takeNewline()) {
                text.append(stop == '\r' ? "\r\n" : "\n");
            } else if (stop != '\\' || quote == '\'' || !escapes.skipLineEnd()) {
                fine = special(quote, text, fine);
            }
        }
    }

    /** Goes past quotes; three of them close the text, and up to two before those are still part of it. */
    private boolean closes(char quote, StringBuilder text) {
        int count = 0;
        while (count < 5 && cursor.take(quote)) {
            count++;
        }
        text.repeat(quote, count < 3 ? count : count - 3);
        return count >= 3;
    }

    /** Goes past a backslash and what belongs to it, or past what may not be there; false once a fault was told. */
    private boolean special(char quote, StringBuilder text, boolean fine) {
        char c = cursor.peek();
        if (c == '\\' && quote == '"') {
            return escapes.read(text, fine);
        }
        boolean plain = c == '\\';
        if (plain) {
            text.append(c);
        } else if (fine) {
            cursor.refuse("printable characters, tabs, or in double quotes an escape such as \\u0007");
        }
        cursor.skip(1);
        return fine && plain;
    }
}
