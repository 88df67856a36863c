package traefik4j.provider.boltdb;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import traefik4j.config.KeyValueStore;
import traefik4j.control.keyvalue.Content;
import traefik4j.control.keyvalue.Prefix;
import traefik4j.control.keyvalue.Store;

/**
 * The bucket {@code traefik} of a BoltDB file, in which the library of Traefik 1.x puts a number of eight bytes before each
 * value. Reading needs no lock and gets in nobody's way; for writing the lock is held that programs in Go hold as well.
 */
public final class BoltStore implements Store {
    private static final String BUCKET = "traefik";
    private static final int NUMBER = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final int MOST_READINGS = 50;

    private final Path file;

    private BoltStore(Path file) {
        this.file = file;
    }

    /** The file of these options. */
    public static Store open(KeyValueStore options) throws IOException {
        if (options.endpoints().size() != 1) {
            throw new IOException("BoltDB has one file (expected: boltdb.endpoint=/path/of/a/file)");
        }
        return new BoltStore(Path.of(options.endpoints().getFirst()));
    }

    /** Reads again if the file changed meanwhile: only what is older than the last change but one may be written over. */
    @Override
    public Content read(String prefix) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long version = version(channel);
            for (int i = 0; i < MOST_READINGS; i++) {
                Content content = once(channel, Prefix.of(prefix));
                if (transaction(channel) == content.version()) {
                    return new Content(content.keys(), version);
                }
            }
            throw new IOException(file + " changes faster than it can be read");
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist (expected: a file of BoltDB)", e);
        } catch (NotBolt e) {
            throw new IOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Content readToWrite(String prefix) throws IOException {
        return Files.exists(file) ? read(prefix) : new Content(Map.of(), 0);
    }

    /** The number of the last change alone would not tell one file from another in its place. */
    private long version(FileChannel channel) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return Objects.hash(
                attributes.fileKey(), attributes.lastModifiedTime(), attributes.size(), transaction(channel));
    }

    private static long transaction(FileChannel channel) throws IOException {
        return BoltFile.in(channel).meta().transaction();
    }

    private static Content once(FileChannel channel, Prefix prefix) throws IOException {
        BoltFile bolt = BoltFile.in(channel);
        Map<String, String> keys = new LinkedHashMap<>();
        try {
            for (Entry entry : entries(bolt)) {
                prefix.put(keys, text(entry.key(), 0), text(entry.value(), NUMBER));
            }
        } catch (NotBolt e) {
            if (transaction(channel) == bolt.meta().transaction()) {
                throw e;
            }
        }
        return new Content(keys, bolt.meta().transaction());
    }

    private static List<Entry> entries(BoltFile bolt) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Entry bucket : bolt.root().entries()) {
            if (bucket.bucket() && bucket.is(Page.name(BUCKET))) {
                entries.addAll(bolt.bucket(bucket).entries());
            }
        }
        return entries;
    }

    private static String text(byte[] bytes, int from) {
        int start = Math.min(from, bytes.length);
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }

    @Override
    public boolean awaitChange(String prefix, Content seen, Duration most) throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                if (version(channel) != seen.version()) {
                    return true;
                }
            } catch (NoSuchFileException e) {
                throw new IOException(file + " does not exist any more (expected: a file of BoltDB)", e);
            } catch (NotBolt e) {
                return true;
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            Thread.sleep(Duration.ofNanos(Math.min(left, LOOK.toNanos())));
        }
    }

    @Override
    public void write(String prefix, Map<String, String> keys) throws IOException, InterruptedException {
        if (!Files.exists(file)) {
            NewFile.at(file);
        }
        FileLock lock = FileLock.on(file, PATIENCE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            List<Entry> entries = new ArrayList<>();
            long number = 0;
            for (Map.Entry<String, String> entry : keys.entrySet()) {
                byte[] key = Page.name("/" + Prefix.of(prefix).folder() + entry.getKey());
                entries.add(new Entry(false, key, value(++number, entry.getValue())));
            }
            new BoltCommit(channel).put(BUCKET, entries);
        } catch (NotBolt e) {
            throw new IOException(file + " cannot be written: " + e.getMessage(), e);
        } finally {
            lock.close();
        }
    }

    private static byte[] value(long number, String text) {
        byte[] bytes = Page.name(text);
        return ByteBuffer.allocate(NUMBER + bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .put(bytes)
                .array();
    }

    /** Whoever has the lock of a file beside it leads, and is named in it; the file itself stays free for those who write. */
    @Override
    public Leadership lead(String key, String node) throws IOException, InterruptedException {
        Path beside = Path.of(file + ".leader");
        Files.writeString(beside, "", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        FileLock lock = FileLock.on(beside, FOREVER);
        Files.writeString(beside, node);
        return new Leadership() {
            @Override
            public void keep() throws InterruptedException {
                Thread.sleep(FOREVER);
            }

            @Override
            public void close() {
                lock.close();
            }
        };
    }

    @Override
    public void close() {}
}
