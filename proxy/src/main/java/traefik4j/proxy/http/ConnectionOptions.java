package traefik4j.proxy.http;

import org.jspecify.annotations.Nullable;

/** The words of the field {@code Connection} (RFC 9110 §7.6.1). */
public final class ConnectionOptions {
    static final int CLOSE = 1;
    static final int KEEP_ALIVE = 2;
    static final int UPGRADE = 4;
    /** Some word is none of the usual ones and names a field of this hop. */
    static final int NAMES_FIELDS = 8;

    private static final byte[] CLOSE_WORD = Ascii.bytes("close");
    private static final byte[] KEEP_ALIVE_WORD = Ascii.bytes("keep-alive");
    private static final byte[] UPGRADE_WORD = Ascii.bytes("upgrade");

    private ConnectionOptions() {}

    /** The words of one field, as a sum of the constants. */
    static int parse(byte[] bytes, int from, int to) {
        int options = 0;
        for (int i = from; i < to; ) {
            int end = endOfElement(bytes, i, to);
            options |= option(bytes, skipBlank(bytes, i, end), end);
            i = end + 1;
        }
        return options;
    }

    private static int option(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] <= ' ') {
            end--;
        }
        if (from == end) {
            return 0;
        }
        if (Ascii.equalsIgnoreCase(bytes, from, end, CLOSE_WORD)) {
            return CLOSE;
        }
        if (Ascii.equalsIgnoreCase(bytes, from, end, KEEP_ALIVE_WORD)) {
            return KEEP_ALIVE;
        }
        return Ascii.equalsIgnoreCase(bytes, from, end, UPGRADE_WORD) ? UPGRADE : NAMES_FIELDS;
    }

    /** Whether some {@code Connection} field names line {@code i}, in any spelling. */
    public static boolean names(Fields fields, int i) {
        byte[] bytes = fields.bytes();
        HeaderName name = null;
        for (int k = 0; k < fields.count(); k++) {
            if (fields.known(k) != HeaderName.CONNECTION) {
                continue;
            }
            if (name == null) {
                name = new HeaderName(fields.name(i));
            }
            if (lists(bytes, fields.valueStart(k), fields.valueEnd(k), name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lists(byte[] bytes, int from, int to, @Nullable HeaderName name) {
        for (int i = from; name != null && i < to; ) {
            int end = endOfElement(bytes, i, to);
            int start = skipBlank(bytes, i, end);
            int stop = end;
            while (stop > start && bytes[stop - 1] <= ' ') {
                stop--;
            }
            if (name.isSpelled(bytes, start, stop)) {
                return true;
            }
            i = end + 1;
        }
        return false;
    }

    private static int endOfElement(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != ',') {
            i++;
        }
        return i;
    }

    private static int skipBlank(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] <= ' ' && bytes[i] >= 0) {
            i++;
        }
        return i;
    }
}
