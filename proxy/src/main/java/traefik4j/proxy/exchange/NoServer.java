package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;

/** The server side of an exchange as long as no server takes the body of the request. */
public abstract class NoServer implements ServerSide {
    /** Takes nothing. */
    protected NoServer() {}

    @Override
    public final boolean takesChunkedCoding() {
        return true;
    }

    @Override
    public final void body(ByteBuf part) {
        part.release();
        throw new IllegalStateException("nobody takes it yet");
    }

    @Override
    public final void endOfRequest() {}

    @Override
    public final void flush() {}

    @Override
    public final boolean isWritable() {
        return false;
    }

    @Override
    public void resume() {}
}
