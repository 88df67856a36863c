package traefik4j.config.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Loaded;
import traefik4j.config.schema.DynamicSchema;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Table;

/**
 * The main configuration file as a place for frontends and backends, read as often as it changes. What {@link
 * StaticReader} made of it is used once more if it is still the same, since parsing is the longest part of
 * starting with many frontends.
 */
public final class MainFile {
    private final Path path;
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
                    ? DynamicReader.read(earlier.tree(), DynamicSchema.MAIN_FILE, new Findings())
                    : DynamicReader.read(bytes, path, DynamicSchema.MAIN_FILE);
        } catch (IOException e) {
            return DynamicReader.unreadable(path, e);
        }
    }

    /**
     * A file that was parsed.
     *
     * @param bytes what is in it
     * @param tree what it says
     */
    private record Parsed(byte[] bytes, Table tree) {}
}
