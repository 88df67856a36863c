package traefik4j.provider.zookeeper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.ZooKeeper;
import org.jspecify.annotations.Nullable;
import traefik4j.control.keyvalue.Prefix;

/**
 * All nodes below one, or those of them that have changed since they were known, asked for without waiting for each; the
 * answers arrive on ZooKeeper's one thread for them.
 */
final class TreeReading {
    /** What the library of Traefik 1.x writes into nodes that are only on the way to others. */
    private static final String NOTHING = "\1";

    private final Prefix prefix;
    private final Map<String, String> keys;
    private final AtomicInteger pending = new AtomicInteger(1);
    private final CompletableFuture<Map<String, String>> whole = new CompletableFuture<>();

    /**
     * Nothing is asked yet.
     *
     * @param known keys that are known already
     */
    TreeReading(Prefix prefix, Map<String, String> known) {
        this.prefix = prefix;
        this.keys = new HashMap<>(known);
    }

    /** Asks for all. */
    void begin(ZooKeeper server) {
        visit(server, "/" + prefix.bare());
        done();
    }

    /** Asks for these alone; each node that came or went is among them. */
    void begin(ZooKeeper server, Set<String> changed) {
        changed.forEach(path -> look(server, path));
        done();
    }

    private void visit(ZooKeeper server, String path) {
        look(server, path);
        pending.incrementAndGet();
        server.getChildren(
                path,
                false,
                (code, same, context, names) -> answer(code, path, () -> visitAll(server, path, names)),
                null);
    }

    private void look(ZooKeeper server, String path) {
        pending.incrementAndGet();
        server.getData(
                path, false, (code, same, context, data, stat) -> answer(code, path, () -> put(path, data)), null);
    }

    private void put(String path, byte @Nullable [] data) {
        String value = data == null ? "" : new String(data, StandardCharsets.UTF_8);
        prefix.put(keys, path, value.equals(NOTHING) ? "" : value);
    }

    private void remove(String path) {
        Map<String, String> gone = new HashMap<>();
        prefix.put(gone, path, "");
        keys.keySet().removeAll(gone.keySet());
    }

    private void visitAll(ZooKeeper server, String path, List<String> names) {
        names.forEach(name -> visit(server, (path.equals("/") ? "" : path) + "/" + name));
    }

    /** A node that has gone meanwhile is no trouble: its going is an event. */
    private void answer(int number, String path, Runnable good) {
        Code code = Code.get(number);
        if (code == Code.OK) {
            good.run();
        } else if (code == Code.NONODE) {
            remove(path);
        } else {
            whole.completeExceptionally(KeeperException.create(code, path));
        }
        done();
    }

    private void done() {
        if (pending.decrementAndGet() == 0) {
            whole.complete(keys);
        }
    }

    Map<String, String> await(Duration patience) throws IOException, InterruptedException {
        try {
            return whole.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("ZooKeeper could not be read: " + e.getMessage(), e);
        }
    }
}
