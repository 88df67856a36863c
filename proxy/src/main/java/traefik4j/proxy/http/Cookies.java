package traefik4j.proxy.http;

/** Finds a cookie in the fields of a request (RFC 6265 §4.2) without making texts of it. */
public final class Cookies {
    /** There is no such cookie. */
    public static final long NONE = -1;

    private static final HeaderName COOKIE = new HeaderName("Cookie");

    private Cookies() {}

    /**
     * The range of a cookie's value, without the quotes that may be around it.
     *
     * @return where it begins in the upper half, where it ends in the lower one, or {@link #NONE}
     */
    public static long find(Fields fields, byte[] name) {
        for (int line = fields.find(COOKIE, 0); line >= 0; line = fields.find(COOKIE, line + 1)) {
            long found = find(fields.bytes(), fields.valueStart(line), fields.valueEnd(line), name);
            if (found != NONE) {
                return found;
            }
        }
        return NONE;
    }

    private static long find(byte[] bytes, int from, int to, byte[] name) {
        int at = from;
        while (at < to) {
            while (at < to && (bytes[at] == ' ' || bytes[at] == ';')) {
                at++;
            }
            int end = at;
            while (end < to && bytes[end] != ';') {
                end++;
            }
            int value = at + name.length + 1;
            if (value <= end && bytes[value - 1] == '=' && Ascii.equals(bytes, at, value - 1, name)) {
                return unquoted(bytes, value, end);
            }
            at = end;
        }
        return NONE;
    }

    private static long unquoted(byte[] bytes, int from, int end) {
        int to = end;
        while (to > from && bytes[to - 1] == ' ') {
            to--;
        }
        boolean quoted = to - from > 1 && bytes[from] == '"' && bytes[to - 1] == '"';
        return quoted ? range(from + 1, to - 1) : range(from, to);
    }

    private static long range(int from, int to) {
        return (long) from << 32 | to;
    }

    /** Where a range begins. */
    public static int start(long range) {
        return (int) (range >> 32);
    }

    /** Where a range ends. */
    public static int end(long range) {
        return (int) range;
    }
}
