package traefik4j.provider.boltdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import traefik4j.control.keyvalue.Store;
import traefik4j.control.keyvalue.StoreContract;

class BoltStoreTest implements StoreContract {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void begin() throws IOException {
        file = Fixture.SMALL_PAGES.in(directory);
    }

    @Override
    public Store open() throws IOException {
        return Fixture.open(file);
    }

    /** There is no way to delete keys but with a file that never had them. */
    @Override
    public void deleteAll() throws IOException {
        Path empty = directory.resolve("empty.db");
        NewFile.at(empty);
        Files.move(empty, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatGoWrote(Fixture fixture) throws Exception {
        try (Store store = Fixture.open(fixture.in(directory))) {
            assertThat(store.read("traefik").keys())
                    .hasSize(fixture.keys())
                    .containsEntry("backends/b/servers/s/url", "http://127.0.0.1:1")
                    .containsEntry("frontends/f/routes/r/rule", "Path:/");
        }
    }

    @ParameterizedTest
    @EnumSource
    void addsToWhatGoWrote(Fixture fixture) throws Exception {
        Path there = fixture.in(directory);
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < 1_000; i++) {
            keys.put("added/" + i, "x".repeat(i * 3));
        }
        keys.put("frontends/f/backend", "another");
        try (Store store = Fixture.open(there)) {
            Map<String, String> expected = new HashMap<>(store.read("traefik").keys());
            expected.putAll(keys);
            store.write("/traefik", keys);
            assertThat(store.read("traefik").keys()).isEqualTo(expected);
        }
        assertEveryPageHasOneUse(there);
    }

    /** What BoltDB checks: each page is in one tree, or free, or the list of those that are. */
    private static void assertEveryPageHasOneUse(Path there) throws IOException {
        try (FileChannel channel = FileChannel.open(there, StandardOpenOption.READ)) {
            BoltFile bolt = BoltFile.in(channel);
            Set<Long> used = new TreeSet<>(Set.of(0L, 1L));
            addAllNew(used, bolt.root().pages());
            addBuckets(bolt, bolt.root().entries(), used);
            addAllNew(used, bolt.free());
            addAllNew(used, bolt.freelist());
            assertThat(used).hasSize((int) bolt.meta().pages());
            assertThat(channel.size())
                    .isGreaterThanOrEqualTo(bolt.meta().pages() * bolt.meta().pageSize());
        }
    }

    private static void addBuckets(BoltFile bolt, List<Entry> entries, Set<Long> used) throws IOException {
        for (Entry entry : entries) {
            if (entry.bucket()) {
                BoltFile.Bucket bucket = bolt.bucket(entry);
                addAllNew(used, bucket.pages());
                addBuckets(bolt, bucket.entries(), used);
            }
        }
    }

    private static void addAllNew(Set<Long> used, Set<Long> pages) {
        assertThat(used).doesNotContainAnyElementsOf(pages.isEmpty() ? Set.of(-1L) : pages);
        used.addAll(pages);
    }

    @Test
    void aWriteThatBreaksOffBeforeItsLastPageChangesNothing() throws Exception {
        byte[] before = Files.readAllBytes(file);
        try (Store store = open()) {
            Map<String, String> keys = store.read("traefik").keys();
            store.write("traefik", Map.of("loglevel", "DEBUG"));
            byte[] after = Files.readAllBytes(file);
            // everything was written but the meta pages, which are the first two
            System.arraycopy(before, 0, after, 0, 2 * 1024);
            Files.write(file, after);
            assertThat(store.read("traefik").keys()).isEqualTo(keys);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyChangesUseTheSamePagesAgain(Fixture fixture) throws Exception {
        Path there = fixture.in(directory);
        Random random = new Random(20_261_126);
        try (Store store = Fixture.open(there)) {
            Map<String, String> expected = new HashMap<>(store.read("traefik").keys());
            long largest = 0;
            for (int change = 0; change < 60; change++) {
                Map<String, String> keys = new HashMap<>();
                for (int i = random.nextInt(50); i >= 0; i--) {
                    keys.put("changed/" + random.nextInt(200), "x".repeat(random.nextInt(3_000)));
                }
                byte[] before = Files.readAllBytes(there);
                store.write("traefik", keys);
                assertBrokenOffIs(expected, there, before);
                expected.putAll(keys);
                assertThat(store.read("traefik").keys()).isEqualTo(expected);
                assertEveryPageHasOneUse(there);
                largest = change == 30 ? Files.size(there) : largest;
            }
            assertThat(Files.size(there)).isLessThan(largest * 3 / 2);
        }
    }

    /** Everything was written but the meta pages, which are the first two. */
    private void assertBrokenOffIs(Map<String, String> expected, Path there, byte[] before) throws Exception {
        byte[] after = Files.readAllBytes(there);
        try (FileChannel channel = FileChannel.open(there, StandardOpenOption.READ)) {
            System.arraycopy(
                    before, 0, after, 0, 2 * BoltFile.in(channel).meta().pageSize());
        }
        Path brokenOff = Files.write(directory.resolve("broken-off.db"), after);
        try (Store store = Fixture.open(brokenOff)) {
            assertThat(store.read("traefik").keys()).isEqualTo(expected);
        }
    }

    @Test
    @Override
    public void oneLeadsAndTheOtherWaitsUntilItStops() throws Exception {
        Path beside = directory.resolve(file.getFileName() + ".leader");
        try (Store first = open();
                Store second = open()) {
            Store.Leadership leading = first.lead("traefik/leader", "a");
            assertThat(beside).hasContent("a");
            AtomicBoolean won = new AtomicBoolean();
            Thread waiting = Thread.ofVirtual().start(() -> {
                try (Store.Leadership next = second.lead("traefik/leader", "b")) {
                    won.set(next != leading);
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(waiting.join(Duration.ofMillis(200))).isFalse();
            leading.close();
            waiting.join();
            assertThat(won).isTrue();
            assertThat(beside).hasContent("b");
        }
    }

    @Test
    void aBrokenMetaPageLeavesTheOtherOne() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        try (Store store = open()) {
            Map<String, String> keys = store.read("traefik").keys();
            bytes[Meta.OFFSET + 20]++;
            Files.write(file, bytes);
            assertThat(store.read("traefik").keys()).isEqualTo(keys);
        }
    }

    @Test
    void doesNotWriteWhatAnotherProcessHolds() throws Exception {
        byte[] before = Files.readAllBytes(file);
        FileLock held = FileLock.on(file, Duration.ZERO);
        try (Store store = open()) {
            assertThat(store.read("traefik").keys()).isNotEmpty();
            assertThatThrownBy(() -> store.write("traefik", Map.of("a", "b")))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " is in use by another process");
        } finally {
            held.close();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void saysWhatIsNoBoltFile() throws Exception {
        Files.writeString(file, "no database");
        try (Store store = open()) {
            assertThatThrownBy(() -> store.read("traefik"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " cannot be read: it does not begin as BoltDB files do");
            Files.delete(file);
            assertThatThrownBy(() -> store.read("traefik"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " does not exist (expected: a file of BoltDB)");
        }
    }
}
