package traefik4j.app;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** The wish that the program stops; it cannot be taken back. */
final class Stop {
    private final CountDownLatch wished = new CountDownLatch(1);
    private final Consumer<Stop> listen;

    /**
     * Nobody wishes it yet.
     *
     * @param listen begins to pass on the wishes of others; done late, as it takes time and before there is nothing to stop
     */
    Stop(Consumer<Stop> listen) {
        this.listen = listen;
    }

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
        listen.accept(this);
        wished.await();
    }
}
