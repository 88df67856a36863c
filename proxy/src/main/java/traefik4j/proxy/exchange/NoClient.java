package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.ResponseHead;

/**
 * The client side of an exchange that the proxy itself begins: the request has no body, and all of the response is taken
 * at once. Of that only what subclasses look at is kept.
 */
public abstract class NoClient implements ClientSide {
    /** Looks at nothing. */
    protected NoClient() {}

    @Override
    public boolean takesChunkedCoding() {
        return false;
    }

    @Override
    public final void interim(ResponseHead head) {}

    @Override
    public void head(ResponseHead head) {}

    @Override
    public void body(ByteBuf part) {
        part.release();
    }

    @Override
    public void trailers(Fields fields) {}

    @Override
    public void end() {}

    @Override
    public void flush() {}

    @Override
    public void abort() {}

    /** Nobody asks for that. */
    @Override
    public final void upgrade(ResponseHead head) {
        throw new IllegalStateException("nobody asked for a tunnel");
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public final @Nullable ByteBuf takeBody() {
        return null;
    }

    @Override
    public final boolean isRequestComplete() {
        return true;
    }

    @Override
    public void resume() {}
}
