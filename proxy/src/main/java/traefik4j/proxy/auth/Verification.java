package traefik4j.proxy.auth;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where passwords are checked: on virtual threads, no more at once than leave the processors to everybody else, and no
 * more waiting than a flood of wrong passwords should cost.
 */
public final class Verification {
    private static final int MOST_WAITING = 1000;

    private final Semaphore running =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    private final AtomicInteger waiting = new AtomicInteger();

    /** Does this soon, unless too much is waiting already; then returns false. */
    public boolean run(Runnable check) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return false;
        }
        Thread.startVirtualThread(() -> {
            running.acquireUninterruptibly();
            waiting.decrementAndGet();
            try {
                check.run();
            } finally {
                running.release();
            }
        });
        return true;
    }
}
