package traefik4j.provider.boltdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.control.keyvalue.Store;

/**
 * A file that a program written in Go made with BoltDB, compressed: three keys and a hundred or three thousand more, some of
 * them in a bucket of somebody else's.
 */
enum Fixture {
    OLD("bolt-1.3.1", 103),
    SMALL_PAGES("bbolt-1.3.11-small-pages", 3),
    LARGE("bbolt-1.3.11-large", 3_003);

    private final String name;
    private final int keys;

    Fixture(String name, int keys) {
        this.name = name;
        this.keys = keys;
    }

    int keys() {
        return keys;
    }

    byte[] bytes() throws IOException {
        Path packed = Path.of("src/test/resources/fixtures", name + ".db.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    Path in(Path directory) throws IOException {
        return Files.write(directory.resolve(name + ".db"), bytes());
    }

    static Store open(Path file) throws IOException {
        return BoltStore.open(new KeyValueStore(
                KeyValueStore.Kind.BOLTDB,
                List.of(file.toString()),
                "/traefik",
                true,
                null,
                null,
                null,
                Constraints.NONE));
    }
}
