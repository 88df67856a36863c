package traefik4j.proxy.http;

import java.util.Arrays;

/**
 * What middlewares change in the fields of a head: names to take out, lines to put in. Kept as a list, because there are
 * seldom more than a few, and applied once, while the head is copied out.
 */
public final class HeadEdits {
    private HeaderName[] removed = new HeaderName[4];
    private int removedCount;
    private HeaderName[] addedNames = new HeaderName[4];
    private byte[][] addedValues = new byte[4][];
    private int addedCount;

    /** Takes out every field of this name, in any spelling. */
    public void remove(HeaderName name) {
        if (removedCount == removed.length) {
            removed = Arrays.copyOf(removed, removedCount * 2);
        }
        removed[removedCount++] = name;
        for (int i = 0; i < addedCount; i++) {
            if (addedNames[i].isSame(name)) {
                addedCount--;
                System.arraycopy(addedNames, i + 1, addedNames, i, addedCount - i);
                System.arraycopy(addedValues, i + 1, addedValues, i, addedCount - i);
                i--;
            }
        }
    }

    /** Adds a line. The value may hold no control characters. */
    public void add(HeaderName name, byte[] value) {
        if (addedCount == addedNames.length) {
            addedNames = Arrays.copyOf(addedNames, addedCount * 2);
            addedValues = Arrays.copyOf(addedValues, addedCount * 2);
        }
        addedNames[addedCount] = name;
        addedValues[addedCount++] = value;
    }

    /** Takes out every field of this name and adds one line. */
    public void set(HeaderName name, byte[] value) {
        remove(name);
        add(name, value);
    }

    /** Forgets everything. */
    public void clear() {
        removedCount = 0;
        addedCount = 0;
    }

    /** Whether line {@code i} is to be taken out. */
    public boolean removes(Fields fields, int i) {
        for (int k = 0; k < removedCount; k++) {
            if (fields.is(i, removed[k])) {
                return true;
            }
        }
        return false;
    }

    /** Whether nothing is taken out. */
    public boolean removesNothing() {
        return removedCount == 0;
    }

    /** The number of added lines. */
    public int addedCount() {
        return addedCount;
    }

    /** The name of added line {@code i}. */
    public HeaderName addedName(int i) {
        return addedNames[i];
    }

    /** The value of added line {@code i}. Not to be changed. */
    public byte[] addedValue(int i) {
        return addedValues[i];
    }

    /** The number of bytes the added lines take. */
    public int addedLength() {
        int length = 0;
        for (int i = 0; i < addedCount; i++) {
            length += addedNames[i].lineStart().length + addedValues[i].length + 2;
        }
        return length;
    }

    /** Writes the added lines; returns where they end. */
    public int writeAdded(byte[] out, int at) {
        int n = at;
        for (int i = 0; i < addedCount; i++) {
            n = HeadBytes.copy(addedNames[i].lineStart(), out, n);
            n = HeadBytes.copy(addedValues[i], out, n);
            n = HeadBytes.endLine(out, n);
        }
        return n;
    }
}
