package traefik4j.provider.boltdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A page of a file, with those that it goes on in. Whatever its bytes are, reading it ends, if only in {@link NotBolt}. */
final class Page {
    static final int BRANCH = 1;
    static final int LEAF = 2;
    static final int META = 4;
    static final int FREELIST = 16;

    /** Bytes before the elements, and of each element before keys and values begin. */
    static final int HEADER = 16;

    static final int ELEMENT = 16;

    /** A count that says that the real one follows, in a list of free pages. */
    static final int MANY = 0xFFFF;

    private final ByteBuffer bytes;

    Page(ByteBuffer bytes) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    int flags() {
        return bytes.getShort(8) & 0xFFFF;
    }

    int count() {
        return bytes.getShort(10) & 0xFFFF;
    }

    /** How many pages it goes on in. */
    static long overflow(ByteBuffer header) {
        return header.order(ByteOrder.LITTLE_ENDIAN).getInt(12) & 0xFFFFFFFFL;
    }

    /** What a leaf holds. */
    List<Entry> entries() throws NotBolt {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            int element = element(i);
            int flags = bytes.getInt(element);
            long key = element + (bytes.getInt(element + 4) & 0xFFFFFFFFL);
            int length = bytes.getInt(element + 8);
            entries.add(new Entry(
                    (flags & 1) != 0,
                    slice(key, length),
                    slice(key + (length & 0xFFFFFFFFL), bytes.getInt(element + 12))));
        }
        return entries;
    }

    /** The pages below a branch. */
    List<Long> below() throws NotBolt {
        List<Long> below = new ArrayList<>();
        for (int i = 0; i < count(); i++) {
            below.add(bytes.getLong(element(i) + 8));
        }
        return below;
    }

    /** The pages that are free. */
    List<Long> free() throws NotBolt {
        boolean many = count() == MANY;
        long count = many ? number(HEADER) : count();
        int first = many ? HEADER + Long.BYTES : HEADER;
        if (count < 0 || count > (bytes.capacity() - first) / Long.BYTES) {
            throw new NotBolt("a list of free pages is too long");
        }
        List<Long> free = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            free.add(number(first + i * Long.BYTES));
        }
        return free;
    }

    private long number(int at) throws NotBolt {
        if (at + Long.BYTES > bytes.capacity()) {
            throw new NotBolt("a page ends too early");
        }
        return bytes.getLong(at);
    }

    private int element(int index) throws NotBolt {
        int at = HEADER + index * ELEMENT;
        if (at + ELEMENT > bytes.capacity()) {
            throw new NotBolt("a page ends too early");
        }
        return at;
    }

    private byte[] slice(long from, int length) throws NotBolt {
        if (length < 0 || from > bytes.capacity() - length) {
            throw new NotBolt("a key or value goes beyond its page");
        }
        byte[] slice = new byte[length];
        bytes.get((int) from, slice);
        return slice;
    }

    /** What a bucket's entry says is in it, if it is so small that it has no page of its own. */
    static Page within(byte[] bucket) throws NotBolt {
        if (bucket.length < 2 * HEADER) {
            throw new NotBolt("a bucket ends too early");
        }
        return new Page(ByteBuffer.wrap(bucket, HEADER, bucket.length - HEADER).slice());
    }

    /** The bytes of a name. */
    static byte[] name(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
