package traefik4j.proxy.http2;

import java.util.Arrays;

/** The fields a peer has given a number (RFC 7541 §2.3.2): the latest first, the oldest dropped when room is needed. */
final class DynamicTable {
    private static final int OVERHEAD = 32;

    private byte[][] names = new byte[16][];
    private byte[][] values = new byte[16][];
    private int head;
    private int count;
    private int size;
    private int capacity;

    /** An empty table. */
    DynamicTable(int capacity) {
        this.capacity = capacity;
    }

    int count() {
        return count;
    }

    /** The name of field {@code i}; the latest one is 0. */
    byte[] name(int i) {
        return names[head - 1 - i & names.length - 1];
    }

    byte[] value(int i) {
        return values[head - 1 - i & values.length - 1];
    }

    /** Gives a field a number, if there is room for it. */
    void add(byte[] name, byte[] value) {
        int length = name.length + value.length + OVERHEAD;
        shrink(capacity - length);
        if (length > capacity) {
            return;
        }
        if (count == names.length) {
            names = doubled(names);
            values = doubled(values);
            head = count;
        }
        names[head] = name;
        values[head] = value;
        head = head + 1 & names.length - 1;
        count++;
        size += length;
    }

    private byte[][] doubled(byte[][] ring) {
        byte[][] larger = new byte[ring.length * 2][];
        for (int i = 0; i < count; i++) {
            larger[i] = ring[head - count + i & ring.length - 1];
        }
        return larger;
    }

    /** Gives it another size. */
    void capacity(int bytes) {
        capacity = bytes;
        shrink(bytes);
    }

    private void shrink(int most) {
        while (count > 0 && size > most) {
            int oldest = head - count & names.length - 1;
            size -= names[oldest].length + values[oldest].length + OVERHEAD;
            count--;
        }
        if (count == 0) {
            Arrays.fill(names, null);
            Arrays.fill(values, null);
            size = 0;
        }
    }
}
