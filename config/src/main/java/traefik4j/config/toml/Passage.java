package traefik4j.config.toml;

import org.jspecify.annotations.Nullable;

/**
 * Where an object stands in a text, from its first header to the next that is not its own.
 *
 * @param kind what it is, as it was written
 * @param name its name
 * @param start where it starts in the text
 * @param end where the next header starts
 * @param lines how many lines end in it
 * @param value what became of the object; null if it has only been read
 */
record Passage(
        String kind,
        String name,
        int start,
        int end,
        int lines,
        @Nullable Object value) {
    boolean isOf(String otherKind, String otherName) {
        return name.equals(otherName) && kind.equals(otherKind);
    }

    int length() {
        return end - start;
    }

    Passage at(int other) {
        return other == start ? this : new Passage(kind, name, other, other + length(), lines, value);
    }

    Passage with(Object outcome) {
        return outcome == value ? this : new Passage(kind, name, start, end, lines, outcome);
    }
}
