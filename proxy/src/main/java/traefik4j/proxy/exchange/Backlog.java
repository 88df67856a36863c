package traefik4j.proxy.exchange;

import io.netty.util.internal.PlatformDependent;

/**
 * The bytes of an event loop that wait for clients and servers to take them, against what the memory outside of the heap
 * bears. As long as there is enough of it each connection may hold what its water marks allow; when it becomes short,
 * those that hold much are given no more until they have taken it. Lives on one event loop.
 */
public final class Backlog {
    private static final int SHARE = 64 << 10;

    private final long budget;
    private long waiting;

    /** So many bytes may wait before anybody is held back. */
    public Backlog(long budget) {
        this.budget = budget;
    }

    /** A budget for each of so many event loops: together a quarter of all direct memory. */
    static long budget(int eventLoops) {
        return PlatformDependent.maxDirectMemory() / 4 / eventLoops;
    }

    /** Whether more waits than there should. */
    public boolean isShort() {
        return waiting > budget;
    }

    /** Whether a connection may be given more on which so much waits; none that waits at all if twice the budget does. */
    boolean bears(long pending) {
        return pending == 0 || waiting <= budget || pending <= SHARE && waiting / 2 <= budget;
    }

    /** The bytes that wait, as far as they are counted. */
    public long waiting() {
        return waiting;
    }

    void add(long bytes) {
        waiting += bytes;
    }
}
