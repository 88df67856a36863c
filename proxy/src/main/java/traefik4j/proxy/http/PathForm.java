package traefik4j.proxy.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A path that had escapes, dots or unusual bytes, brought into canonical form: the two views of {@link RequestPath}.
 *
 * @param encoded what servers get
 * @param decoded what rules are about
 * @param positions where each decoded byte begins in {@code encoded}, and at the end its length
 * @param hasEncodedSlash whether there is a {@code %2F} or {@code %5C}
 */
record PathForm(byte[] encoded, byte[] decoded, int[] positions, boolean hasEncodedSlash) {
    private static final boolean[] PLAIN = new boolean[256];
    private static final byte[] DIGITS = Ascii.bytes("0123456789ABCDEF");

    static {
        for (int c = '!'; c < 0x7f; c++) {
            PLAIN[c] = "%\\#?".indexOf(c) < 0;
        }
    }

    /** Whether the bytes are their own canonical form: no escapes, no segment that begins with a dot. */
    static boolean isPlain(byte[] bytes, int from, int to) {
        if (from == to || bytes[from] != '/') {
            return false;
        }
        boolean slash = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (!PLAIN[b & 0xff] || slash && b == '.') {
                return false;
            }
            slash = b == '/';
        }
        return true;
    }

    /** The canonical form, or null if there is none: bad escapes, NUL, a way above the root, hidden dot segments. */
    static @Nullable PathForm of(byte[] bytes, int from, int to, boolean mayHaveDots) {
        byte[] escaped = normalizeEscapes(bytes, from, to);
        if (escaped == null) {
            return null;
        }
        byte[] path = withoutDots(escaped, mayHaveDots);
        return path == null ? null : decode(path);
    }

    /** Decodes escapes of unreserved characters, writes the others in upper case, escapes what may not stand bare. */
    private static byte @Nullable [] normalizeEscapes(byte[] bytes, int from, int to) {
        byte[] out = new byte[(to - from) * 3];
        int n = 0;
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            boolean escape = b == '%';
            if (escape) {
                b = i + 2 < to ? Ascii.hex(bytes[i + 1]) << 4 | Ascii.hex(bytes[i + 2]) : -1;
                i += 2;
            } else if (b == '\\' || b == '#' || b == '?') {
                return null;
            }
            if (b <= 0 || !escape && (b < '!' || b == 0x7f)) {
                return null;
            }
            if (escape ? isUnreserved(b) : b < 0x80) {
                out[n++] = (byte) b;
            } else {
                out[n++] = '%';
                out[n++] = DIGITS[b >> 4];
                out[n++] = DIGITS[b & 15];
            }
        }
        return Arrays.copyOf(out, n);
    }

    private static boolean isUnreserved(int b) {
        return b >= '0' && b <= '9'
                || (b | 32) >= 'a' && (b | 32) <= 'z'
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }

    /** Removes dot segments (RFC 3986 §5.2.4); null if they lead above the root or hide behind an escaped slash. */
    private static byte @Nullable [] withoutDots(byte[] path, boolean mayHaveDots) {
        if (path.length == 0 || path[0] != '/') {
            return null;
        }
        byte[] out = new byte[path.length];
        int n = 0;
        for (int i = 0; i < path.length; ) {
            int end = i + 1;
            while (end < path.length && path[end] != '/') {
                end++;
            }
            int dots = dots(path, i + 1, end);
            if (dots < 0 || dots > 0 && !mayHaveDots || dots == 2 && n == 0) {
                return null;
            }
            if (dots == 2) {
                n = lastSlash(out, n);
            }
            if (dots == 0) {
                System.arraycopy(path, i, out, n, end - i);
                n += end - i;
            } else if (end == path.length) {
                out[n++] = '/';
            }
            i = end;
        }
        return Arrays.copyOf(out, n);
    }

    private static int lastSlash(byte[] out, int length) {
        int n = length;
        do {
            n--;
        } while (out[n] != '/');
        return n;
    }

    /** 1 or 2 for a dot segment, 0 for an ordinary one, -1 for one that a lenient server may take for a dot segment. */
    private static int dots(byte[] path, int from, int to) {
        int part = from;
        for (int i = from; i <= to; i++) {
            if (i < to && !isEscapedSlash(path, i)) {
                continue;
            }
            int nameEnd = endOfName(path, part, i);
            int length = nameEnd - part;
            if (length > 0 && length <= 2 && path[part] == '.' && path[nameEnd - 1] == '.') {
                return part == from && nameEnd == to ? length : -1;
            }
            part = i + 3;
            i += 2;
        }
        return 0;
    }

    /** Where the parameters of a segment begin, which some servers cut off before they look for dots. */
    private static int endOfName(byte[] path, int from, int to) {
        int i = from;
        while (i < to && path[i] != ';') {
            i++;
        }
        return i;
    }

    /** Whether an escaped slash or backslash begins at {@code i} of a path in canonical form. */
    static boolean isEscapedSlash(byte[] path, int i) {
        return path[i] == '%' && (path[i + 1] == '2' && path[i + 2] == 'F' || path[i + 1] == '5' && path[i + 2] == 'C');
    }

    private static PathForm decode(byte[] path) {
        byte[] decoded = new byte[path.length];
        int[] positions = new int[path.length + 1];
        int n = 0;
        boolean slash = false;
        for (int i = 0; i < path.length; i++) {
            positions[n] = i;
            if (path[i] != '%') {
                decoded[n++] = path[i];
            } else if (isEscapedSlash(path, i)) {
                slash = true;
                for (int k = 0; k < 3; k++) {
                    positions[n] = i;
                    decoded[n++] = path[i + k];
                }
                i += 2;
            } else {
                decoded[n++] = (byte) (Ascii.hex(path[i + 1]) << 4 | Ascii.hex(path[i + 2]));
                i += 2;
            }
        }
        positions[n] = path.length;
        return new PathForm(path, Arrays.copyOf(decoded, n), Arrays.copyOf(positions, n + 1), slash);
    }

    /** Two forms are equal if they stand for the same path. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathForm form && Arrays.equals(encoded, form.encoded);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    @Override
    public String toString() {
        return Ascii.text(encoded, 0, encoded.length);
    }
}
