package traefik4j.control.keyvalue;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A store in memory, with one lock, which can be told to be down. */
final class MemoryStore implements Store {
    private final TreeMap<String, String> keys = new TreeMap<>();
    private final Semaphore lock = new Semaphore(1);
    private long version;
    private boolean down;

    synchronized void put(String key, String value) {
        keys.put(key, value);
        changed();
    }

    synchronized void removeAll(String prefix) {
        keys.keySet().removeIf(key -> key.startsWith(prefix));
        changed();
    }

    synchronized void down(boolean isDown) {
        down = isDown;
        changed();
    }

    private void changed() {
        version++;
        notifyAll();
    }

    @Override
    public synchronized Content read(String prefix) throws IOException {
        check();
        Map<String, String> found = new TreeMap<>();
        keys.forEach((key, value) -> Prefix.of(prefix).put(found, key, value));
        return new Content(found, version);
    }

    private void check() throws IOException {
        if (down) {
            throw new IOException("the store is down");
        }
    }

    @Override
    public synchronized boolean awaitChange(String prefix, Content seen, Duration most)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (version == seen.version() && end - System.nanoTime() > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
        }
        check();
        return version != seen.version();
    }

    @Override
    public synchronized void write(String prefix, Map<String, String> written) {
        written.forEach((key, value) -> keys.put(Prefix.of(prefix).folder() + key, value));
        changed();
    }

    @Override
    public Leadership lead(String key, String node) throws InterruptedException {
        lock.acquire();
        put(key, node);
        return new Leadership() {
            @Override
            public void keep() throws IOException, InterruptedException {
                synchronized (MemoryStore.this) {
                    while (!down) {
                        MemoryStore.this.wait();
                    }
                    check();
                }
            }

            @Override
            public void close() {
                lock.release();
            }
        };
    }

    @Override
    public void close() {}
}
