package traefik4j.config;

import org.jspecify.annotations.Nullable;

/**
 * Where something was configured: a file with a position in it, or a source that has none (a flag, a label).
 *
 * @param source a path as the user knows it, or a word such as {@code command line}
 * @param line the line, counted from 1; 0 where the source has no lines
 * @param column the column, counted from 1; 0 where the source has no lines
 */
public record Place(String source, int line, int column) {
    /** A place in a source that has no lines. */
    public static Place of(String source) {
        return new Place(source, 0, 0);
    }

    /** {@code file:line:column}, or the source alone where it has no lines. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }

    /** The text that stands before a message about this place: {@code file:line:column}, or nothing for no place. */
    static String prefix(@Nullable Place place) {
        return place == null ? "" : place + " ";
    }
}
