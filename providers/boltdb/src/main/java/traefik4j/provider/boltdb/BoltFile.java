package traefik4j.provider.boltdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A file of BoltDB as of its last change. */
final class BoltFile {
    /** More than any configuration needs. */
    private static final long LARGEST_PAGE = 256L << 20;

    private static final int SMALLEST = 1024;
    private static final int SIZES = 15;
    private static final int DEEPEST = 64;

    private final SeekableByteChannel channel;
    private final Meta meta;

    private BoltFile(SeekableByteChannel channel, Meta meta) {
        this.channel = channel;
        this.meta = meta;
    }

    /** Looks for the younger of the two meta pages that is whole. */
    static BoltFile in(SeekableByteChannel channel) throws IOException {
        Optional<Meta> first = metaAt(channel, 0);
        Optional<Meta> second = first.isPresent() ? metaAt(channel, first.get().pageSize()) : second(channel);
        Meta younger = Stream.concat(first.stream(), second.stream())
                .max(Comparator.comparingLong(Meta::transaction))
                .orElseThrow(() -> new NotBolt("it does not begin as BoltDB files do"));
        return new BoltFile(channel, younger);
    }

    /** The second one where the first, which says how large pages are, is broken. */
    private static Optional<Meta> second(SeekableByteChannel channel) throws IOException {
        for (int i = 0; i < SIZES; i++) {
            int size = SMALLEST << i;
            Optional<Meta> found = metaAt(channel, size).filter(meta -> meta.pageSize() == size);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Meta> metaAt(SeekableByteChannel channel, long page) throws IOException {
        return Meta.of(bytes(channel, page + Meta.OFFSET, Meta.SIZE));
    }

    /** As many of these bytes as there are. */
    private static ByteBuffer bytes(SeekableByteChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.position(from);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // read on
        }
        return bytes.flip();
    }

    Meta meta() {
        return meta;
    }

    /**
     * The entries of a bucket, and the pages they are in.
     *
     * @param entries in the order of their keys
     * @param pages all pages the bucket consists of, without those of buckets in it
     */
    record Bucket(List<Entry> entries, Set<Long> pages) {}

    /** The bucket of all buckets. */
    Bucket root() throws IOException {
        return bucket(meta.root());
    }

    /** The bucket that begins on this page. */
    Bucket bucket(long page) throws IOException {
        Bucket bucket = new Bucket(new ArrayList<>(), new TreeSet<>());
        add(bucket, page, new HashSet<>(), 0);
        return bucket;
    }

    /** The bucket of an entry, which has a page of its own or is small enough to do without. */
    Bucket bucket(Entry entry) throws IOException {
        if (entry.value().length < Page.HEADER) {
            throw new NotBolt("a bucket ends too early");
        }
        long page =
                ByteBuffer.wrap(entry.value()).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return page == 0 ? new Bucket(Page.within(entry.value()).entries(), Set.of()) : bucket(page);
    }

    private void add(Bucket bucket, long number, Set<Long> seen, int depth) throws IOException {
        if (depth > DEEPEST || !seen.add(number)) {
            throw new NotBolt("its pages go in circles");
        }
        ByteBuffer bytes = page(number);
        for (long i = 0; i < bytes.capacity() / meta.pageSize(); i++) {
            bucket.pages().add(number + i);
        }
        Page page = new Page(bytes);
        if ((page.flags() & Page.LEAF) != 0) {
            bucket.entries().addAll(page.entries());
        } else if ((page.flags() & Page.BRANCH) != 0) {
            for (long below : page.below()) {
                add(bucket, below, seen, depth + 1);
            }
        } else {
            throw new NotBolt("page " + number + " is of another kind than it should be");
        }
    }

    /** The pages that the last change left free: neither it nor whoever reads needs them. */
    Set<Long> free() throws IOException {
        Set<Long> free = new TreeSet<>();
        if (meta.freelist() != Meta.NO_FREELIST) {
            free.addAll(new Page(page(meta.freelist())).free());
        }
        for (long page : free) {
            if (page < 2 || page >= meta.pages() || page == meta.root() || page == meta.freelist()) {
                throw new NotBolt("page " + page + " is listed as free and cannot be");
            }
        }
        return free;
    }

    /** The pages of the list of those that are free. */
    Set<Long> freelist() throws IOException {
        Set<Long> pages = new TreeSet<>();
        if (meta.freelist() != Meta.NO_FREELIST) {
            ByteBuffer bytes = page(meta.freelist());
            for (long i = 0; i < bytes.capacity() / meta.pageSize(); i++) {
                pages.add(meta.freelist() + i);
            }
        }
        return pages;
    }

    private ByteBuffer page(long number) throws IOException {
        if (number < 2 || number >= meta.pages() || number > Long.MAX_VALUE / meta.pageSize() - 1) {
            throw new NotBolt("there is no page " + number);
        }
        long start = number * meta.pageSize();
        ByteBuffer header = bytes(channel, start, Page.HEADER);
        if (header.remaining() < Page.HEADER) {
            throw new NotBolt("page " + number + " is beyond the end");
        }
        long length = (1 + Page.overflow(header)) * meta.pageSize();
        if (length > LARGEST_PAGE || length > channel.size() - start) {
            throw new NotBolt("page " + number + " goes beyond the end");
        }
        return bytes(channel, start, (int) length);
    }
}
