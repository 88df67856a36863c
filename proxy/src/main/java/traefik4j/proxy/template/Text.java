package traefik4j.proxy.template;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.template.Template.Kind;

/** Bytes that are looked for, in any case of letters or just as they are. */
final class Text {
    private final byte[] bytes;
    private final boolean ignoreCase;

    /** These bytes, in lower case if case is ignored. */
    Text(byte[] bytes, boolean ignoreCase) {
        this.bytes = bytes;
        this.ignoreCase = ignoreCase;
    }

    static Text of(String text, Kind kind) {
        return new Text(Template.bytes(kind.ignoresCase() ? text.toLowerCase(Locale.ROOT) : text), kind.ignoresCase());
    }

    int length() {
        return bytes.length;
    }

    /** Whether the bytes from {@code from} on are these. */
    boolean isAt(byte[] message, int from, int to) {
        int end = from + bytes.length;
        if (end > to) {
            return false;
        }
        return ignoreCase ? Ascii.equalsIgnoreCase(message, from, end, bytes) : Ascii.equals(message, from, end, bytes);
    }

    /** Two texts are equal if they match the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Text text && ignoreCase == text.ignoreCase && Arrays.equals(bytes, text.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
