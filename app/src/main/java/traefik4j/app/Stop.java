package traefik4j.app;

import java.util.concurrent.CountDownLatch;

/** The wish that the program stops; it cannot be taken back. */
final class Stop {
    private final CountDownLatch wished = new CountDownLatch(1);

    /** Wishes it. */
    void wish() {
        wished.countDown();
    }

    /** Whether somebody wished it. */
    boolean isWished() {
        return wished.getCount() == 0;
    }

    /** Waits until somebody does. */
    void await() throws InterruptedException {
        wished.await();
    }
}
