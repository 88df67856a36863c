package traefik4j.provider.boltdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.control.keyvalue.Store;

/** Whatever bytes a file has, reading it ends soon, with keys or with an error for users. */
class BoltFuzzTest {
    @TempDir
    private static Path directory;

    @FuzzTest
    void readsAnything(byte[] bytes) throws Exception {
        read(bytes);
    }

    @Test
    void readsFilesWithBrokenBytes() throws Exception {
        byte[] whole = Fixture.SMALL_PAGES.bytes();
        Random random = new Random(20_261_126);
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = whole.clone();
            for (int bytes = 1 + random.nextInt(8); bytes > 0; bytes--) {
                // behind the meta pages, whose checksum keeps the rest from being reached
                broken[2_048 + random.nextInt(broken.length - 2_048)] = (byte) random.nextInt(256);
            }
            read(random.nextInt(10) > 0 ? broken : Arrays.copyOf(broken, random.nextInt(broken.length)));
        }
    }

    private static void read(byte[] bytes) throws Exception {
        Path file = Files.write(directory.resolve("any.db"), bytes);
        try (Store store = Fixture.open(file)) {
            assertThat(store.read("traefik").keys()).hasSizeLessThan(bytes.length);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("cannot be read");
        }
    }
}
