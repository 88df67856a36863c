package traefik4j.proxy.http;

/** Writing heads: small copies into an array that is large enough, each returning where it ended. */
public final class HeadBytes {
    private HeadBytes() {}

    /** Copies an array. */
    public static int copy(byte[] source, byte[] out, int at) {
        System.arraycopy(source, 0, out, at, source.length);
        return at + source.length;
    }

    /** Copies a range. */
    public static int copy(byte[] source, int from, int to, byte[] out, int at) {
        System.arraycopy(source, from, out, at, to - from);
        return at + to - from;
    }

    /** Writes CR LF. */
    public static int endLine(byte[] out, int at) {
        out[at] = '\r';
        out[at + 1] = '\n';
        return at + 2;
    }

    /** Writes a number in decimal. */
    public static int number(long value, byte[] out, int at) {
        return copy(Ascii.bytes(Long.toString(value)), out, at);
    }
}
