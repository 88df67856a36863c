package traefik4j.config.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Loaded;
import traefik4j.config.Places;
import traefik4j.config.schema.DynamicSchema;
import traefik4j.config.schema.Section;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Table;

/**
 * The main configuration file as a place for frontends and backends, read as often as it changes. What {@link
 * StaticReader} made of it is used once more if it is still the same, since parsing is the longest part of
 * starting with many frontends. Read by one thread at a time.
 */
public final class MainFile {
    private static final Section SCHEMA = DynamicSchema.MAIN_FILE;

    private final Path path;
    private final LastReading last = new LastReading();
    private final AtomicReference<@Nullable Parsed> parsed;

    private MainFile(Path path, @Nullable Parsed parsed) {
        this.path = path;
        this.parsed = new AtomicReference<>(parsed);
    }

    /** The file at this path, of which nothing was read yet. */
    public static MainFile at(Path path) {
        return new MainFile(path, null);
    }

    /** The file at this path, of which this was read. */
    static MainFile at(Path path, byte[] bytes, Table tree) {
        return new MainFile(path, new Parsed(bytes, tree));
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** Reads its frontends and backends; {@link StaticReader} has complained about everything else. */
    public Loaded read() {
        Parsed earlier = parsed.getAndSet(null);
        try {
            byte[] bytes = Files.readAllBytes(path);
            return earlier != null && Arrays.equals(earlier.bytes(), bytes)
                    ? DynamicReader.read(earlier.tree(), SCHEMA, new Findings(), placesIn(bytes))
                    : DynamicReader.read(bytes, path, SCHEMA, last, text -> null);
        } catch (IOException e) {
            return DynamicReader.unreadable(path, e);
        }
    }

    private Places placesIn(byte[] bytes) {
        return DynamicReader.places(() -> new String(bytes, StandardCharsets.UTF_8), path.toString(), SCHEMA);
    }

    /**
     * A file that was parsed.
     *
     * @param bytes what is in it
     * @param tree what it says
     */
    private record Parsed(byte[] bytes, Table tree) {}
}
