package traefik4j.proxy.der;

import java.util.Arrays;

/**
 * Reads values of DER (X.690) one after the other, without copying them. Whatever the bytes are, it reads none that is not
 * there, and says so with an {@link IllegalArgumentException}.
 */
public final class DerReader {
    private static final int MULTI_BYTE_TAG = 0x1f;
    private static final int LONG = 0x80;
    private static final int MOST_LENGTH_BYTES = 3;

    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads all of these bytes. */
    public DerReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private DerReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    /** Whether there is another value. */
    public boolean hasMore() {
        return at < end;
    }

    /** Whether the next value is there and of this kind. */
    public boolean isNext(int tag) {
        return hasMore() && (bytes[at] & 0xff) == tag;
    }

    /** The values inside of the next one, which has to be of this kind. */
    public DerReader inside(int tag) {
        if (!isNext(tag)) {
            throw new IllegalArgumentException("is no DER (expected: tag 0x" + Integer.toHexString(tag) + ")");
        }
        return next();
    }

    /** The content of the next value, which has to be of this kind. */
    public byte[] content(int tag) {
        return inside(tag).rest();
    }

    /** What was not read yet, as it is. */
    public byte[] rest() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    /** Passes over the next value, whatever it is. */
    public void skip() {
        next();
    }

    /** Passes over the next value if it is of this kind. */
    public void skip(int tag) {
        if (isNext(tag)) {
            next();
        }
    }

    private DerReader next() {
        if ((octet() & MULTI_BYTE_TAG) == MULTI_BYTE_TAG) {
            throw new IllegalArgumentException("is no DER that is known here (expected: tags of one byte)");
        }
        int length = length();
        if (length > end - at) {
            throw new IllegalArgumentException("is no DER (expected: " + length + " bytes more)");
        }
        at += length;
        return new DerReader(bytes, at - length, at);
    }

    private int length() {
        int first = octet();
        if (first < LONG) {
            return first;
        }
        int count = first - LONG;
        if (count == 0 || count > MOST_LENGTH_BYTES) {
            throw new IllegalArgumentException("is no DER (expected: a length of one to three bytes)");
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = length << Byte.SIZE | octet();
        }
        return length;
    }

    private int octet() {
        if (!hasMore()) {
            throw new IllegalArgumentException("is no DER (expected: another byte)");
        }
        return bytes[at++] & 0xff;
    }
}
