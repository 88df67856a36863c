package traefik4j.proxy.upstream;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.ServerSide;

/** The server of an exchange as long as there is no connection to it yet. It takes no body, and can be cancelled. */
final class Dial implements ServerSide {
    private @Nullable Exchange exchange;
    private int tries = 1;

    Dial(Exchange exchange) {
        this.exchange = exchange;
    }

    /** The exchange that waits for a connection, once; null if it was cancelled. */
    @Nullable
    Exchange take() {
        Exchange waiting = exchange;
        exchange = null;
        return waiting;
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
    public boolean takesChunkedCoding() {
        return true;
    }

    @Override
    public void body(ByteBuf part) {
        part.release();
        throw new IllegalStateException("not connected yet");
    }

    @Override
    public void endOfRequest() {}

    @Override
    public void flush() {}

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public void resume() {}

    @Override
    public void cancel() {
        exchange = null;
    }
}
