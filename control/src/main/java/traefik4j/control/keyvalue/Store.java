package traefik4j.control.keyvalue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/**
 * A key-value store, to which a connection is kept. All calls block, can be interrupted, and throw if the store does not
 * answer; the message is for users. A prefix may begin and end with slashes or not. To be used by one thread at a time.
 */
public interface Store extends AutoCloseable {
    /** Every key below a prefix with its value, as they were at one moment if the store can tell. */
    Content read(String prefix) throws IOException, InterruptedException;

    /**
     * Waits until something below a prefix changes.
     *
     * @param seen what was there when it was read last
     * @param most how long to wait
     * @return whether something may have changed
     */
    boolean awaitChange(String prefix, Content seen, Duration most) throws IOException, InterruptedException;

    /** The same for whoever is about to write: a place that writing makes is empty before. */
    default Content readToWrite(String prefix) throws IOException, InterruptedException {
        return read(prefix);
    }

    /** Sets keys below a prefix, all at once if the store can; a key that ends with a slash stands for a section. */
    void write(String prefix, Map<String, String> keys) throws IOException, InterruptedException;

    /** Waits until this instance holds a lock, and writes its name there. */
    Leadership lead(String key, String node) throws IOException, InterruptedException;

    @Override
    void close();

    /** A lock that this instance holds for now; closing gives it up. */
    interface Leadership extends AutoCloseable {
        /** How long the lock outlives an instance that died (reference §8.1). */
        Duration TIME_TO_LIVE = Duration.ofSeconds(20);

        /**
         * Keeps the lock, until it is lost.
         *
         * @throws IOException if the store no longer says that it is held
         */
        void keep() throws IOException, InterruptedException;

        @Override
        void close();
    }

    /** Connects to a store. */
    @FunctionalInterface
    interface Opening {
        /** A connection of its own to the store, which may be made only when it is used. */
        Store open() throws IOException, InterruptedException;
    }
}
