package traefik4j.proxy.balancing;

import java.util.concurrent.atomic.AtomicInteger;
import traefik4j.proxy.upstream.LiveServer;

/**
 * How a server does in one backend: whether it can be asked, since when, what it is busy with. It outlives changes of the
 * backend that do not concern it.
 */
final class Member {
    private final LiveServer server;
    private final AtomicInteger busy = new AtomicInteger();
    private volatile boolean healthy = true;
    private volatile boolean ejected;
    private volatile long ejectedUntil;
    private volatile boolean warming;
    private volatile long since;

    /** A server that can be asked. */
    Member(LiveServer server) {
        this.server = server;
    }

    LiveServer server() {
        return server;
    }

    /** The number of exchanges it has. */
    AtomicInteger busy() {
        return busy;
    }

    /** Whether it can be asked. */
    boolean isUp() {
        return healthy && !ejected;
    }

    /** Whether its health check says that it can be asked. */
    boolean isHealthy() {
        return healthy;
    }

    /** Its health check says that it cannot be asked. */
    void down() {
        healthy = false;
    }

    /** It can be asked again, or for the first time. */
    void up(long now) {
        since = now;
        warming = true;
        healthy = true;
    }

    /** It is left alone for a while. */
    void eject(long until) {
        ejectedUntil = until;
        ejected = true;
    }

    /** Whether it is still left alone; if the time is over it is not any longer. */
    boolean isEjected(long now) {
        if (ejected && now - ejectedUntil >= 0) {
            ejected = false;
            up(now, healthy);
        }
        return ejected;
    }

    private void up(long now, boolean ifHealthy) {
        if (ifHealthy) {
            up(now);
        }
    }

    /** Until when it is left alone. */
    long ejectedUntil() {
        return ejectedUntil;
    }

    /** How many hundredths of its weight it is worth, in steps of ten, if it takes that long to warm up. */
    int warmth(long now, long slowStart) {
        if (!warming) {
            return 100;
        }
        long steps = (now - since) * 10 / slowStart;
        if (steps >= 10) {
            warming = false;
        }
        return Math.clamp(steps, 1, 10) * 10;
    }
}
