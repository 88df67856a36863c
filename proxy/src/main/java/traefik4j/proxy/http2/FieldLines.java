package traefik4j.proxy.http2;

import java.util.Arrays;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeadBytes;

/**
 * Fields of a block as lines of HTTP/1.1, in an array that grows up to a limit. It takes only what a line can carry: names
 * in lower case that are tokens, values without control characters (RFC 9113 §8.2.1).
 */
final class FieldLines {
    private static final byte[] NO_BYTES = new byte[0];
    private static final boolean[] NAME = new boolean[256];

    static {
        for (int c = 0; c < 256; c++) {
            NAME[c] = Ascii.isToken((byte) c) && (c < 'A' || c > 'Z');
        }
    }

    private final int limit;
    private byte[] bytes = NO_BYTES;
    private int length;
    private boolean tooLong;

    /** Lines of so many bytes at most. */
    FieldLines(int limit) {
        this.limit = limit;
    }

    /** Begins anew, in this array. */
    void begin(byte[] array) {
        bytes = array;
        length = 0;
        tooLong = false;
    }

    /** The array; it may be another one than at the beginning. */
    byte[] bytes() {
        return bytes;
    }

    /** The number of bytes written. */
    int length() {
        return length;
    }

    /** Whether there was more than fits. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Adds bytes as they are. */
    void raw(byte[] source, int from, int to) {
        if (room(to - from)) {
            length = HeadBytes.copy(source, from, to, bytes, length);
        }
    }

    /** Adds bytes as they are. */
    void raw(byte[] source) {
        raw(source, 0, source.length);
    }

    /** Adds a line; false if no line can say it. */
    boolean line(byte[] name, int nameFrom, int nameTo, byte[] value, int from, int to) {
        if (!isName(name, nameFrom, nameTo) || !isValue(value, from, to)) {
            return false;
        }
        int size = nameTo - nameFrom + to - from + 4;
        if (room(size)) {
            int n = HeadBytes.copy(name, nameFrom, nameTo, bytes, length);
            bytes[n++] = ':';
            bytes[n++] = ' ';
            n = HeadBytes.copy(value, from, to, bytes, n);
            length = HeadBytes.endLine(bytes, n);
        }
        return true;
    }

    private boolean room(int size) {
        int all = length + size;
        if (tooLong || all > limit) {
            tooLong = true;
            return false;
        }
        if (all > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(all, bytes.length * 2)));
        }
        return true;
    }

    /** Whether a range can be the name of a field. */
    static boolean isName(byte[] name, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!NAME[name[i] & 0xff]) {
                return false;
            }
        }
        return from < to;
    }

    /** Whether a range can be the value of a field. */
    static boolean isValue(byte[] value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Ascii.isFieldText(value[i])) {
                return false;
            }
        }
        return true;
    }
}
