package traefik4j.proxy.exchange;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An exchange that waits for something that is worked out elsewhere, on another thread. Meanwhile it takes no body, and
 * if the client leaves nothing comes of it any more.
 */
public final class Pause extends NoServer {
    private static final Logger LOG = LoggerFactory.getLogger(Pause.class);

    private final Worker worker;
    private final @Nullable Runnable cancelled;
    private @Nullable Exchange exchange;

    private Pause(Exchange exchange, @Nullable Runnable cancelled) {
        this.exchange = exchange;
        this.cancelled = cancelled;
        worker = exchange.worker();
    }

    /** Makes the exchange wait. */
    public static Pause of(Exchange exchange) {
        return of(exchange, null);
    }

    /**
     * Makes the exchange wait.
     *
     * @param cancelled what to do if the client leaves, on the event loop
     */
    public static Pause of(Exchange exchange, @Nullable Runnable cancelled) {
        Pause pause = new Pause(exchange, cancelled);
        exchange.server(pause);
        return pause;
    }

    /** Goes on with the exchange on its event loop, if it is still there. Called once, from any thread. */
    public void end(Consumer<Exchange> next) {
        worker.loop().execute(() -> endNow(next));
    }

    /** The same at once, called on the event loop. */
    public void endNow(Consumer<Exchange> next) {
        Exchange waiting = exchange;
        exchange = null;
        if (waiting != null) {
            waiting.server(null);
            goOn(waiting, next);
        }
    }

    private static void goOn(Exchange exchange, Consumer<Exchange> next) {
        try {
            next.accept(exchange);
        } catch (RuntimeException e) {
            LOG.error("{}: {}", exchange.request().target(), e, e);
            exchange.fail(Failure.INTERNAL);
        }
    }

    @Override
    public void cancel() {
        exchange = null;
        if (cancelled != null) {
            cancelled.run();
        }
    }
}
