package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.ResponseHead;

/**
 * The client of an exchange, as seen from behind: a response goes into it, the body of the request comes out of it. All
 * methods are called on the event loop of the exchange. After {@link #end} or {@link #abort} the exchange is over and no
 * other method may be called.
 */
public interface ClientSide {
    /** Whether bodies in chunked coding are taken with their framing, as they were received. */
    boolean takesChunkedCoding();

    /** An interim response (1xx). */
    void interim(ResponseHead head);

    /** The head of the response. */
    void head(ResponseHead head);

    /** A part of the body. Takes over the buffer. */
    void body(ByteBuf part);

    /** Whether a part of the body may be one that is in no buffer. */
    default boolean takesPipes() {
        return false;
    }

    /** A part of the body, if {@link #takesPipes}; it is sent at once. */
    default void body(Piped part) {
        throw new IllegalStateException("bodies are looked at here");
    }

    /** The trailers of the response, at most once, just before its end. Good until this returns. */
    void trailers(Fields fields);

    /** The end of the response; everything is flushed. */
    void end();

    /** The whole response, made by the proxy. */
    void answer(Answer answer);

    /** Sends on what was written. */
    void flush();

    /** The response cannot be completed; the client has to notice that. */
    void abort();

    /** Switches to a tunnel: from now on both sides exchange bytes until one closes (RFC 9110 §7.8). */
    void upgrade(ResponseHead head);

    /**
     * The server of a tunnel says no more; it still listens until {@link ServerSide#endOfRequest} tells that the client
     * says no more either. Where one side cannot end without the other, this is the end.
     */
    default void halfEnd() {
        end();
    }

    /** Whether more of the response should be written now; if not, {@link ServerSide#resume} will be called. */
    boolean isWritable();

    /**
     * What has arrived of the request's body and was not taken yet, or null: in chunked coding if the head says so and
     * {@link ServerSide#takesChunkedCoding}, else the content alone. The caller takes over the buffer.
     */
    @Nullable
    ByteBuf takeBody();

    /** Whether all of the request's body has been taken. */
    boolean isRequestComplete();

    /** The server is ready for more of the request's body. */
    void resume();
}
