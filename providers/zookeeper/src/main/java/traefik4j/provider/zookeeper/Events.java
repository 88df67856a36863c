package traefik4j.provider.zookeeper;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.state.ConnectionState;
import org.apache.curator.framework.state.ConnectionStateListener;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.jspecify.annotations.Nullable;

/** What happened to a tree of nodes, and to the connection; told by ZooKeeper's threads. */
final class Events implements Watcher, ConnectionStateListener {
    private final String servers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition happened = lock.newCondition();
    private long count;
    private final Set<String> changed = new HashSet<>();
    private boolean followed;
    private boolean away;
    private String why = "";

    Events(String servers) {
        this.servers = servers;
    }

    @Override
    public void process(WatchedEvent event) {
        if (event.getType() != Event.EventType.None) {
            note(event.getPath(), false);
        }
    }

    @Override
    public void stateChanged(CuratorFramework client, ConnectionState state) {
        if (state.isConnected()) {
            reason("");
        } else {
            note(null, true);
        }
    }

    private void note(@Nullable String path, boolean isAway) {
        lock.lock();
        try {
            count++;
            away |= isAway;
            if (path != null && followed) {
                changed.add(path);
            }
            happened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The nodes that came, changed or went since this was asked last; nobody counts them before it is asked. */
    Set<String> takeChanged() {
        lock.lock();
        try {
            followed = true;
            Set<String> taken = Set.copyOf(changed);
            changed.clear();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** How many there were. */
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for one that was not among the first so many.
     *
     * @return false if there was none for so long
     * @throws IOException if the connection was lost, after which nobody knows what happened
     */
    boolean awaitOther(long seen, Duration most) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = most.toNanos();
            while (count == seen && left > 0) {
                left = happened.awaitNanos(left);
            }
            if (away) {
                throw silent();
            }
            return count != seen;
        } finally {
            lock.unlock();
        }
    }

    /** Remembers why a server cannot be reached, which ZooKeeper's client does not say. */
    void unreachable(IOException reason) {
        reason(": " + (reason.getMessage() == null ? reason : reason.getMessage()));
    }

    private void reason(String text) {
        lock.lock();
        try {
            why = text;
        } finally {
            lock.unlock();
        }
    }

    /** What a connection that cannot be had means to users. */
    IOException silent() {
        lock.lock();
        try {
            return new IOException("ZooKeeper at " + servers + " does not answer" + why);
        } finally {
            lock.unlock();
        }
    }
}
