package traefik4j.proxy.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The header fields of a message: offsets into the received bytes, one entry a line, in the order received. An object
 * is filled again for every message, so offsets are good only until the exchange ends.
 */
public final class Fields {
    private byte[] bytes = new byte[0];
    private int count;
    private int[] lineStart = new int[33];
    private int[] nameEnd = new int[32];
    private int[] valueStart = new int[32];
    private int[] valueEnd = new int[32];
    private int[] hash = new int[32];
    private @Nullable HeaderName[] known = new HeaderName[32];

    /** Reads lines that a blank one ends, as trailers; false if they are none. */
    public boolean read(byte[] lines, int from, int to) {
        return FieldParser.parse(lines, from, to, this, Integer.MAX_VALUE) == to;
    }

    /** Begins anew, over other bytes. */
    void clear(byte[] head, int start) {
        bytes = head;
        count = 0;
        lineStart[0] = start;
    }

    /** Adds a line. */
    void add(int nameTo, int valueFrom, int valueTo, int lineEnd, int nameHash) {
        if (count == nameEnd.length) {
            grow();
        }
        nameEnd[count] = nameTo;
        valueStart[count] = valueFrom;
        valueEnd[count] = valueTo;
        hash[count] = nameHash;
        known[count] = HeaderName.known(nameHash, bytes, lineStart[count], nameTo);
        lineStart[++count] = lineEnd;
    }

    private void grow() {
        int size = count * 2;
        lineStart = Arrays.copyOf(lineStart, size + 1);
        nameEnd = Arrays.copyOf(nameEnd, size);
        valueStart = Arrays.copyOf(valueStart, size);
        valueEnd = Arrays.copyOf(valueEnd, size);
        hash = Arrays.copyOf(hash, size);
        known = Arrays.copyOf(known, size);
    }

    /** The number of lines. */
    public int count() {
        return count;
    }

    /** The bytes all offsets point into. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where line {@code i} begins; {@code lineStart(count())} is where the blank line begins. */
    public int lineStart(int i) {
        return lineStart[i];
    }

    /** Where the name of line {@code i} ends; it begins at {@link #lineStart}. */
    public int nameEnd(int i) {
        return nameEnd[i];
    }

    /** Where the value of line {@code i} begins, white space around it not counted. */
    public int valueStart(int i) {
        return valueStart[i];
    }

    /** Where the value of line {@code i} ends. */
    public int valueEnd(int i) {
        return valueEnd[i];
    }

    /** The name of line {@code i} if it is one of the constants of {@link HeaderName}, in any spelling. */
    public @Nullable HeaderName known(int i) {
        return known[i];
    }

    /** Whether line {@code i} has this name, in any spelling. */
    public boolean is(int i, HeaderName name) {
        return hash[i] == name.spellingHash() && name.isSpelled(bytes, lineStart[i], nameEnd[i]);
    }

    /** Whether the name of line {@code i} is spelled with an underscore. */
    public boolean hasUnderscore(int i) {
        for (int at = lineStart[i]; at < nameEnd[i]; at++) {
            if (bytes[at] == '_') {
                return true;
            }
        }
        return false;
    }

    /** The first line from {@code from} on with this name, spelled with {@code -} only; -1 if there is none. */
    public int find(HeaderName name, int from) {
        for (int i = from; i < count; i++) {
            if (is(i, name) && !hasUnderscore(i)) {
                return i;
            }
        }
        return -1;
    }

    /** The value of line {@code i} as a text. */
    public String value(int i) {
        return Ascii.text(bytes, valueStart[i], valueEnd[i]);
    }

    /** The name of line {@code i} as a text. */
    public String name(int i) {
        return Ascii.text(bytes, lineStart[i], nameEnd[i]);
    }

    /** Whether the value of line {@code i} equals a text given in lower case. */
    public boolean valueIs(int i, byte[] lower) {
        return Ascii.equalsIgnoreCase(bytes, valueStart[i], valueEnd[i], lower);
    }
}
