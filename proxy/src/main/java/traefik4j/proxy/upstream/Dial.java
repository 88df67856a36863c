package traefik4j.proxy.upstream;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.NoServer;

/** The server of an exchange as long as there is no connection to it yet. It takes no body, and can be cancelled. */
final class Dial extends NoServer {
    private final long timeout;
    private final boolean websocket;
    private @Nullable Exchange exchange;
    private int tries = 1;

    /**
     * Begins.
     *
     * @param timeout how long a connection may take to be there, in nanoseconds; zero for any time
     */
    Dial(Exchange exchange, long timeout) {
        this.exchange = exchange;
        this.timeout = timeout;
        websocket = exchange.request().isWebsocket();
    }

    /** How long a connection may take to be there; zero for any time. */
    int timeoutMillis() {
        return timeout <= 0 ? 0 : Math.clamp(timeout / 1_000_000, 1, Integer.MAX_VALUE);
    }

    /** Whether the connection is going to carry WebSocket, which is asked for in HTTP/1.1. */
    boolean isForWebsocket() {
        return websocket;
    }

    /** The exchange that waits for a connection, once; null if it was cancelled. */
    @Nullable
    Exchange take() {
        Exchange waiting = exchange;
        exchange = null;
        return waiting;
    }

    /** The exchange that waits for a connection; null if it was cancelled. */
    @Nullable
    Exchange waiting() {
        return exchange;
    }

    /** Whether another one of so many addresses shall be tried, because somebody still waits. */
    boolean triesAgain(int addresses) {
        return exchange != null && tries++ < addresses;
    }

    /** There will be no connection. */
    void fail(Failure failure) {
        Exchange waiting = take();
        if (waiting != null) {
            waiting.fail(failure);
        }
    }

    @Override
    public void cancel() {
        exchange = null;
    }
}
