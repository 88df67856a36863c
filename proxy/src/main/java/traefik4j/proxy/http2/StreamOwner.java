package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;

/** Whom a stream belongs to: is told of what comes on it. */
public interface StreamOwner {
    /** Content has come. Takes over the buffer, and says {@link Http2Stream#consumed} when it is through with it. */
    void data(ByteBuf data);

    /** The peer has sent all it will. */
    void ended();

    /** The stream is over before its time: the peer has ended it, or the connection is gone. */
    void reset(ErrorCode code);

    /** More may be written. */
    void writable();
}
