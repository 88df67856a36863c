package traefik4j.config.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Loaded;
import traefik4j.config.Problem;
import traefik4j.config.schema.DynamicSchema;

/**
 * Files that have nothing but frontends and backends in them, read again and again. What is the same as the last time costs
 * next to nothing. Used by one thread at a time.
 */
public final class DynamicFiles {
    private Map<Path, LastReading> before = Map.of();
    private Map<Path, LastReading> now = new HashMap<>();

    /** No file has been read yet. */
    public DynamicFiles() {}

    /** Reads one of them. */
    public Loaded read(Path file) {
        return read(file, text -> null);
    }

    /**
     * Reads one of them.
     *
     * @param remark what there is to say about its text besides, or null
     */
    public Loaded read(Path file, Function<String, @Nullable Problem> remark) {
        LastReading last = before.getOrDefault(file, new LastReading());
        now.put(file, last);
        try {
            return DynamicReader.read(Files.readAllBytes(file), file, DynamicSchema.OWN_FILE, last, remark);
        } catch (IOException e) {
            return DynamicReader.unreadable(file, e);
        }
    }

    /** All have been read once; those that have not are forgotten. */
    public void endRound() {
        before = now;
        now = new HashMap<>();
    }
}
