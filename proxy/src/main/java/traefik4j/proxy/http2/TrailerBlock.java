package traefik4j.proxy.http2;

/** A block of fields behind a body (RFC 9113 §8.1), as lines of HTTP/1.1. */
public final class TrailerBlock implements FieldSink {
    private static final byte[] END = {'\r', '\n'};

    private final FieldLines lines;
    private boolean malformed;

    /** Trailers of so many bytes at most. */
    public TrailerBlock(int maxBytes) {
        lines = new FieldLines(maxBytes);
    }

    /** Begins, in this array. */
    public void begin(byte[] array) {
        lines.begin(array);
        malformed = false;
    }

    /** The array the lines are in, a blank one last. */
    public byte[] bytes() {
        return lines.bytes();
    }

    /** The number of bytes. */
    public int length() {
        return lines.length();
    }

    @Override
    public void field(byte[] name, int nameFrom, int nameTo, byte[] value, int from, int to) {
        malformed |= HopFields.contain(name, nameFrom, nameTo) || !lines.line(name, nameFrom, nameTo, value, from, to);
    }

    /** Ends the block; whether it is what may stand there. */
    public boolean finish() {
        lines.raw(END);
        return !malformed && !lines.isTooLong();
    }
}
