package traefik4j.proxy.template;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;

/**
 * A range of bytes as the characters a regular expression works on, each of which knows the byte it begins at. A byte
 * that is no UTF-8 becomes U+FFFD, as in Go.
 */
public final class Utf8Text {
    private static final int REPLACEMENT = 0xfffd;
    private static final int[] LEAST = {0, 0, 0x80, 0x800, 0x10000};

    private final String text;
    private final int @Nullable [] offsets;

    private Utf8Text(String text, int @Nullable [] offsets) {
        this.text = text;
        this.offsets = offsets;
    }

    /** The text of a range. */
    public static Utf8Text of(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decode(bytes, from, to);
            }
        }
        return new Utf8Text(Ascii.text(bytes, from, to), null);
    }

    private static Utf8Text decode(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int[] offsets = new int[to - from + 1];
        int i = from;
        while (i < to) {
            int length = length(bytes, i, to);
            int character = length == 0 ? REPLACEMENT : character(bytes, i, length);
            offsets[text.length()] = i - from;
            text.appendCodePoint(character);
            if (Character.isSupplementaryCodePoint(character)) {
                offsets[text.length() - 1] = i - from;
            }
            i += Math.max(1, length);
        }
        offsets[text.length()] = to - from;
        return new Utf8Text(text.toString(), offsets);
    }

    /** The number of bytes of the character at {@code i}, or 0 if there is none (RFC 3629 §4). */
    private static int length(byte[] bytes, int i, int to) {
        int first = bytes[i] & 0xff;
        int length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (length == 1) {
            return 1;
        }
        if (first < 0xc2 || first > 0xf4 || i + length > to) {
            return 0;
        }
        for (int k = 1; k < length; k++) {
            if ((bytes[i + k] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int character = character(bytes, i, length);
        boolean surrogate = character >= 0xd800 && character <= 0xdfff;
        return character < LEAST[length] || character > 0x10ffff || surrogate ? 0 : length;
    }

    private static int character(byte[] bytes, int i, int length) {
        int character = length == 1 ? bytes[i] : bytes[i] & 0xff >> length + 1;
        for (int k = 1; k < length; k++) {
            character = character << 6 | bytes[i + k] & 0x3f;
        }
        return character;
    }

    /** The characters. */
    public String text() {
        return text;
    }

    /** How many bytes of the range come before the character at {@code index}; all of them at the end. */
    public int offset(int index) {
        return offsets == null ? index : offsets[index];
    }
}
