package traefik4j.control.keyvalue;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lock often enough that it does not end, as long as the store says that it is held. */
public final class Heartbeat {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PAUSE = Store.Leadership.TIME_TO_LIVE.dividedBy(4);
    private static final Duration MOST = Store.Leadership.TIME_TO_LIVE.dividedBy(2);

    private Heartbeat() {}

    /** One renewal. */
    @FunctionalInterface
    public interface Renewal {
        /** Renews the lock; false if it is somebody else's or nobody's. */
        boolean renew() throws IOException, InterruptedException;
    }

    /**
     * Renews until that is no longer possible.
     *
     * @throws IOException if the lock is lost, or the store has not answered for so long that it might be
     */
    public static void keep(String key, Renewal renewal) throws IOException, InterruptedException {
        long held = System.nanoTime();
        while (true) {
            Thread.sleep(PAUSE);
            try {
                if (!renewal.renew()) {
                    throw new LockLost(key);
                }
                held = System.nanoTime();
            } catch (LockLost lost) {
                throw lost;
            } catch (IOException e) {
                if (System.nanoTime() - held > MOST.toNanos()) {
                    throw e;
                }
                LOG.debug("{} could not be renewed", key, e);
            }
        }
    }

    /** The store says that the lock is not held. */
    private static final class LockLost extends IOException {
        private static final long serialVersionUID = 1;

        LockLost(String key) {
            super("the store says that this instance no longer has " + key);
        }
    }
}
