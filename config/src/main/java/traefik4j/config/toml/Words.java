package traefik4j.config.toml;

import org.jspecify.annotations.Nullable;
import traefik4j.config.Place;
import traefik4j.config.tree.Node;

/** The values of TOML that have no quotes and no brackets: truths, numbers and dates. */
final class Words {
    private final Cursor cursor;

    Words(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The value that starts here; null if none does. One that is misspelt is told, and something takes its place. */
    @Nullable
    Node read(Place place) {
        int start = cursor.position();
        cursor.skipToken();
        if (cursor.position() == start) {
            cursor.refuse("a value");
            return null;
        }
        String word = cursor.since(start);
        if (Dates.isLike(word)) {
            return date(start, word, place);
        }
        Object value = value(word);
        if (value == null) {
            refuse(start, word, Numbers.isLike(word) ? Numbers.EXPECTED : "a value; text needs quotes");
            return new Node.Scalar(word, place);
        }
        return new Node.Scalar(value, place);
    }

    private static @Nullable Object value(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            default -> Numbers.read(word);
        };
    }

    /** A date may have a blank between day and time. */
    private Node date(int start, String day, Place place) {
        String word = day;
        if (word.length() == Dates.DAY && cursor.peek() == ' ' && Character.isDigit(cursor.peek(1))) {
            cursor.skip(1);
            cursor.skipToken();
            word = cursor.since(start);
        }
        if (!Dates.isDate(word)) {
            refuse(start, word, Dates.EXPECTED);
        }
        return new Node.Date(word, place);
    }

    private void refuse(int start, String word, String expected) {
        cursor.refuse(cursor.place(start), "'" + Faults.shown(word) + "' (expected: " + expected + ")");
    }
}
