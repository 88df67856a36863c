package traefik4j.provider.boltdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import traefik4j.provider.boltdb.BoltFile.Bucket;

/**
 * One change of a bucket, made as BoltDB makes it: whatever is different is written to pages that were free before or did
 * not exist, the old ones are listed as free, and the meta page that makes it all count is written last. Breaking off at
 * any moment leaves the file as it was.
 */
final class BoltCommit {
    private static final int BUCKET_HEADER = 16;

    private final FileChannel channel;
    private final BoltFile file;
    private final int pageSize;
    private final List<ByteBuffer> written = new ArrayList<>();
    private final Set<Long> freed = new TreeSet<>();
    private final Set<Long> free;
    private long next;

    BoltCommit(FileChannel channel) throws IOException {
        this.channel = channel;
        this.file = BoltFile.in(channel);
        this.pageSize = file.meta().pageSize();
        this.free = file.free();
        this.next = file.meta().pages();
    }

    /** Sets these keys of a bucket, which is made if there is none, and waits until that is on the disk. */
    void put(String name, List<Entry> entries) throws IOException {
        byte[] key = Page.name(name);
        Bucket root = file.root();
        freed.addAll(root.pages());
        Map<Entry, Entry> buckets = sorted(root.entries());
        Entry before = buckets.get(new Entry(true, key, new byte[0]));
        Entry after = new Entry(true, key, bucket(before, entries));
        buckets.put(after, after);
        long newRoot = tree(List.copyOf(buckets.values()));
        freed.addAll(file.freelist());
        commit(newRoot, freelist());
    }

    private static Map<Entry, Entry> sorted(List<Entry> entries) {
        Map<Entry, Entry> sorted = new TreeMap<>();
        entries.forEach(entry -> sorted.put(entry, entry));
        return sorted;
    }

    /** The value by which a bucket is found: its page, and the number it counts. */
    private byte[] bucket(@Nullable Entry before, List<Entry> entries) throws IOException {
        Map<Entry, Entry> all = new TreeMap<>();
        long sequence = 0;
        if (before != null) {
            Bucket bucket = file.bucket(before);
            freed.addAll(bucket.pages());
            all = sorted(bucket.entries());
            sequence = ByteBuffer.wrap(before.value())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong(Long.BYTES);
        }
        for (Entry entry : entries) {
            all.put(entry, entry);
        }
        long page = tree(List.copyOf(all.values()));
        ByteBuffer value = ByteBuffer.allocate(BUCKET_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        return value.putLong(page).putLong(sequence).array();
    }

    /**
     * What a page begins with, and where it is.
     *
     * @param key its first key
     * @param page its number
     */
    private record Child(byte[] key, long page) {}

    /** Writes leaves, and branches above them until there is one; returns its page. */
    private long tree(List<Entry> entries) {
        List<Child> level = new ArrayList<>();
        for (List<Entry> leaf : pages(entries)) {
            byte[] first = leaf.isEmpty() ? new byte[0] : leaf.getFirst().key();
            level.add(new Child(first, leaf(leaf)));
        }
        while (level.size() > 1) {
            List<Child> above = new ArrayList<>();
            List<Entry> keys = level.stream()
                    .map(child -> new Entry(false, child.key(), number(child.page())))
                    .toList();
            for (List<Entry> branch : pages(keys)) {
                above.add(new Child(branch.getFirst().key(), branch(branch)));
            }
            level = above;
        }
        return level.getFirst().page();
    }

    private static byte[] number(long page) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(page)
                .array();
    }

    /** At least two on each page, as BoltDB has it, and no more than fit; one page at least. */
    private List<List<Entry>> pages(List<Entry> entries) {
        List<List<Entry>> pages = new ArrayList<>();
        List<Entry> page = new ArrayList<>();
        int size = Page.HEADER;
        for (Entry entry : entries) {
            int more = Page.ELEMENT + entry.key().length + entry.value().length;
            if (page.size() >= 2 && size + more > pageSize) {
                pages.add(page);
                page = new ArrayList<>();
                size = Page.HEADER;
            }
            page.add(entry);
            size += more;
        }
        if (page.size() == 1 && !pages.isEmpty()) {
            pages.getLast().addAll(page);
        } else {
            pages.add(page);
        }
        return pages;
    }

    private long leaf(List<Entry> entries) {
        int elements = Page.HEADER + entries.size() * Page.ELEMENT;
        int size = elements;
        for (Entry entry : entries) {
            size += entry.key().length + entry.value().length;
        }
        ByteBuffer page = page(Page.LEAF, entries.size(), size);
        int data = elements;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            int element = Page.HEADER + i * Page.ELEMENT;
            page.putInt(element, entry.bucket() ? 1 : 0).putInt(element + 4, data - element);
            page.putInt(element + 8, entry.key().length).putInt(element + 12, entry.value().length);
            page.put(data, entry.key()).put(data + entry.key().length, entry.value());
            data += entry.key().length + entry.value().length;
        }
        return add(page);
    }

    private long branch(List<Entry> children) {
        int elements = Page.HEADER + children.size() * Page.ELEMENT;
        int size = elements;
        for (Entry child : children) {
            size += child.key().length;
        }
        ByteBuffer page = page(Page.BRANCH, children.size(), size);
        int data = elements;
        for (int i = 0; i < children.size(); i++) {
            Entry child = children.get(i);
            int element = Page.HEADER + i * Page.ELEMENT;
            page.putInt(element, data - element).putInt(element + 4, child.key().length);
            page.put(element + 8, child.value()).put(data, child.key());
            data += child.key().length;
        }
        return add(page);
    }

    private long freelist() {
        if (file.meta().freelist() == Meta.NO_FREELIST) {
            return Meta.NO_FREELIST;
        }
        int most = freed.size() + free.size();
        ByteBuffer page = page(Page.FREELIST, 0, Page.HEADER + (most + 1) * Long.BYTES);
        freed.addAll(free);
        boolean many = freed.size() >= Page.MANY;
        page.putShort(10, (short) (many ? Page.MANY : freed.size())).position(Page.HEADER);
        if (many) {
            page.putLong(freed.size());
        }
        freed.forEach(page::putLong);
        return add(page.rewind());
    }

    private ByteBuffer page(int flags, int count, int size) {
        int pages = Math.max(1, (size + pageSize - 1) / pageSize);
        ByteBuffer page = ByteBuffer.allocate(pages * pageSize).order(ByteOrder.LITTLE_ENDIAN);
        return page.putLong(0, place(pages))
                .putShort(8, (short) flags)
                .putShort(10, (short) count)
                .putInt(12, pages - 1);
    }

    /** Takes so many free pages in a row, or else new ones. */
    private long place(int pages) {
        long first = 0;
        int length = 0;
        for (long page : free) {
            boolean goesOn = length > 0 && page == first + length;
            first = goesOn ? first : page;
            length = goesOn ? length + 1 : 1;
            if (length == pages) {
                long end = first + length;
                free.removeIf(taken -> taken >= end - pages && taken < end);
                return first;
            }
        }
        next += pages;
        return next - pages;
    }

    private long add(ByteBuffer page) {
        written.add(page);
        return page.getLong(0);
    }

    private void commit(long root, long freelist) throws IOException {
        Meta before = file.meta();
        for (ByteBuffer page : written) {
            writeAll(page, page.getLong(0) * pageSize);
        }
        channel.force(true);
        Meta after = new Meta(pageSize, root, before.sequence(), freelist, next, before.transaction() + 1);
        writeAll(after.page(), after.transaction() % 2 * pageSize);
        channel.force(true);
    }

    private void writeAll(ByteBuffer bytes, long from) throws IOException {
        long at = from;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
