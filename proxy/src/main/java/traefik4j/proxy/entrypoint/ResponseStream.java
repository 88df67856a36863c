package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http2.ErrorCode;

/** The stream of a request, as its {@link StreamClient} sees it, whichever protocol carries it. */
interface ResponseStream {
    /** Writes a server's head, under this status code. */
    void head(ResponseHead head, int status, HeadEdits edits);

    /** Writes the head of an answer of our own. */
    void head(Answer answer, HeadEdits edits);

    /** Writes content. Takes over the buffer. */
    void data(ByteBuf part);

    /** Remembers trailers, which go behind all content. */
    void trailers(Fields fields);

    /** Ends our side, behind all content. */
    void end();

    /** Ends the stream at once, both sides. */
    void reset(ErrorCode code);

    /** Whether more content should be written now. */
    boolean isWritable();

    /** So many bytes of content have gone on: as many more may come. */
    void consumed(int bytes);

    /** So many bytes of content have to come, or the stream is broken. */
    void expect(long contentLength);

    /** Whether content has waited since then for the client to take it. */
    boolean isStalledSince(long time);

    /** Whether our side ended before that time and the client goes on. */
    boolean lingersSince(long time);
}
