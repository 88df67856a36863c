package traefik4j.proxy.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.Auth;

/**
 * The users of a configuration and of its file, which is looked at once a second while somebody asks, and read again
 * when it has changed. If it cannot be read the users before stay.
 *
 * @param <U> what becomes of the entries
 */
public final class UserSource<U> {
    private static final Logger LOG = LoggerFactory.getLogger(UserSource.class);
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final List<String> entries;
    private final @Nullable Path file;
    private final Function<List<String>, U> reader;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile U users;
    private volatile long lookedAt = System.nanoTime();
    private @Nullable Object state;

    /**
     * Reads the users for the first time.
     *
     * @throws IllegalArgumentException if an entry is unusable, or the file cannot be read
     */
    UserSource(Auth.Users definition, Function<List<String>, U> reader) {
        this.reader = reader;
        entries = definition.entries();
        try {
            file = definition.file().isEmpty() ? null : Path.of(definition.file());
            state = state();
            users = reader.apply(lines());
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    definition.file() + " cannot be read: " + e.getMessage() + " (expected: a file of users)", e);
        }
    }

    /** Users with passwords. */
    public static UserSource<BasicUsers> basic(Auth.Users definition) {
        return new UserSource<>(definition, BasicUsers::new);
    }

    /** Users with digests. */
    public static UserSource<DigestUsers> digest(Auth.Users definition) {
        return new UserSource<>(definition, DigestUsers::new);
    }

    /** Whether the file was not looked at for a while, so that {@link #refresh} is due. */
    public boolean isStale() {
        return file != null && System.nanoTime() - lookedAt > FRESH_NANOS;
    }

    /** The users as they were read last. */
    public U users() {
        return users;
    }

    /** Looks at the file, and reads it if it has changed. Not on an event loop. */
    public void refresh() {
        refreshing.lock();
        try {
            if (!isStale()) {
                return;
            }
            Object now = state();
            if (now != null && !now.equals(state)) {
                state = now;
                users = reader.apply(lines());
                LOG.info("{}: users read again", file);
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.error("{}: {}; the users before stay", file, e.getMessage());
        } finally {
            lookedAt = System.nanoTime();
            refreshing.unlock();
        }
    }

    /** What changes whenever the file does; null without a file. */
    private @Nullable Object state() throws IOException {
        if (file == null) {
            return null;
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>(entries);
        if (file != null) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }
}
