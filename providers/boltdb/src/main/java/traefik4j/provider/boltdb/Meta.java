package traefik4j.provider.boltdb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * One of the two pages a file begins with, of which the younger one that is whole counts.
 *
 * @param pageSize bytes of a page
 * @param root the page of the bucket of all buckets
 * @param sequence a number that bucket counts
 * @param freelist the page that lists what is free; {@link #NO_FREELIST} for none
 * @param pages how many pages are in use or listed as free
 * @param transaction the number of the change that wrote it
 */
record Meta(int pageSize, long root, long sequence, long freelist, long pages, long transaction) {
    static final long NO_FREELIST = -1;

    /** Where it begins in its page, and how long it is. */
    static final int OFFSET = 16;

    static final int SIZE = 64;

    private static final int MAGIC = 0xED0CDAED;
    private static final int VERSION = 2;
    private static final int CHECKED = 56;
    private static final int SMALLEST_PAGE = 512;
    private static final int LARGEST_PAGE = 1 << 20;

    /** Reads one; empty if it is not whole. */
    static Optional<Meta> of(ByteBuffer bytes) {
        ByteBuffer meta = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (meta.remaining() < SIZE
                || meta.getInt(0) != MAGIC
                || meta.getInt(4) != VERSION
                || meta.getLong(CHECKED) != checksum(meta)) {
            return Optional.empty();
        }
        int pageSize = meta.getInt(8);
        boolean usual = pageSize >= SMALLEST_PAGE && pageSize <= LARGEST_PAGE && Integer.bitCount(pageSize) == 1;
        Meta read = new Meta(
                pageSize, meta.getLong(16), meta.getLong(24), meta.getLong(32), meta.getLong(40), meta.getLong(48));
        return usual ? Optional.of(read) : Optional.empty();
    }

    /** Its page, as it is written. */
    ByteBuffer page() {
        ByteBuffer page = ByteBuffer.allocate(pageSize).order(ByteOrder.LITTLE_ENDIAN);
        page.putLong(0, transaction % 2).putShort(8, (short) Page.META);
        ByteBuffer meta = page.slice(OFFSET, SIZE).order(ByteOrder.LITTLE_ENDIAN);
        meta.putInt(0, MAGIC).putInt(4, VERSION).putInt(8, pageSize);
        meta.putLong(16, root).putLong(24, sequence).putLong(32, freelist);
        meta.putLong(40, pages).putLong(48, transaction);
        meta.putLong(CHECKED, checksum(meta));
        return page;
    }

    /** FNV-1a. */
    private static long checksum(ByteBuffer meta) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < CHECKED; i++) {
            hash = (hash ^ (meta.get(i) & 0xFF)) * 0x100000001b3L;
        }
        return hash;
    }
}
