package traefik4j.control.keyvalue;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.Cluster;
import traefik4j.config.KeyValueStore;
import traefik4j.control.BackOff;

/**
 * Of several instances on one store the one that does what has to be done once (reference §8.1): whoever holds the key
 * {@code <prefix>/leader}. Routing does not depend on it. It runs on a virtual thread of its own until it is closed.
 */
public final class Election implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Election.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String store;
    private final String key;
    private final String node;
    private final Store.Opening opening;
    private final BackOff backOff = new BackOff(new Random());
    private final Thread thread = Thread.ofVirtual().name("election").unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turn = lock.newCondition();
    private boolean leader;
    private volatile boolean closed;

    /**
     * Nothing happens before it is started.
     *
     * @param node the name of this instance, unlike that of any other
     * @param opening connects to the store
     */
    public Election(KeyValueStore options, Cluster cluster, String node, Store.Opening opening) {
        String prefix = cluster.prefix().isEmpty() ? options.prefix() : cluster.prefix();
        this.store = options.kind().title();
        this.key = Prefix.of(prefix).folder() + "leader";
        this.node = node;
        this.opening = opening;
    }

    /** Takes part. */
    public void start() {
        thread.start();
    }

    /** Whether this instance leads now. */
    public boolean isLeader() {
        lock.lock();
        try {
            return leader;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this instance leads, or does no longer. */
    public void await(boolean leads) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (leader != leads) {
                turn.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (!closed) {
                long began = System.nanoTime();
                term();
                Thread.sleep(backOff.after(Duration.ofNanos(System.nanoTime() - began)));
            }
        } catch (InterruptedException e) {
            LOG.debug("election stopped");
        }
    }

    /** Waits to become the leader, and is the leader until that is lost. */
    private void term() throws InterruptedException {
        try (Store open = opening.open();
                Store.Leadership leadership = open.lead(key, node)) {
            turn(true);
            leadership.keep();
        } catch (IOException | RuntimeException e) {
            LOG.debug("no longer in the election", e);
        } finally {
            turn(false);
        }
    }

    private void turn(boolean leads) {
        lock.lock();
        try {
            if (leader != leads) {
                LOG.info(leads ? "{} now leads, by {} in {}" : "{} no longer leads, by {} in {}", node, key, store);
            }
            leader = leads;
            turn.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Gives the lock up, if it is held. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            if (thread.isAlive() && !thread.join(PATIENCE)) {
                LOG.warn("the election does not stop");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
