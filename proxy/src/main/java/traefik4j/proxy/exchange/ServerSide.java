package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;

/**
 * The server of an exchange, as seen from the client's side: the body of the request goes into it. All methods are
 * called on the event loop of the exchange.
 */
public interface ServerSide {
    /** Whether bodies that the head says to be in chunked coding are taken with their framing, trailers left out. */
    boolean takesChunkedCoding();

    /** A part of the body. Takes over the buffer. */
    void body(ByteBuf part);

    /** All of the request was given; in a tunnel: all that the client will ever say. */
    void endOfRequest();

    /** Sends on what was written. */
    void flush();

    /** Whether more of the body should be written now; if not, {@link ClientSide#resume} will be called. */
    boolean isWritable();

    /** The client is ready for more of the response. */
    void resume();

    /** The client is gone, or nobody wants the response any more. */
    void cancel();
}
