package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http2.ErrorCode;
import traefik4j.proxy.http2.Http2Stream;

/** A stream of HTTP/2 that a response goes out on. */
final class Http2Responses implements ResponseStream {
    private final Http2Stream stream;
    private final StreamSender sender;
    private final Http2Connection connection;
    private byte @Nullable [] trailers;

    Http2Responses(Http2Stream stream, StreamSender sender, Http2Connection connection) {
        this.connection = connection;
        this.stream = stream;
        this.sender = sender;
    }

    @Override
    public void head(ResponseHead head, int status, HeadEdits edits) {
        sender.head(stream, head, status, edits);
    }

    @Override
    public void head(Answer answer, HeadEdits edits) {
        sender.head(stream, answer, edits);
    }

    @Override
    public void data(ByteBuf part) {
        stream.data(part);
    }

    @Override
    public void trailers(Fields fields) {
        trailers = sender.trailers(fields);
    }

    @Override
    public void end() {
        byte[] block = trailers;
        if (block == null) {
            stream.end();
        } else {
            stream.end(block);
        }
    }

    @Override
    public void reset(ErrorCode code) {
        stream.reset(code);
    }

    @Override
    public boolean isWritable() {
        return stream.isWritable() && connection.takesMore();
    }

    @Override
    public void consumed(int bytes) {
        stream.consumed(bytes);
    }

    @Override
    public void expect(long contentLength) {
        stream.expect(contentLength);
    }

    @Override
    public boolean isStalledSince(long time) {
        return stream.isStalledSince(time);
    }

    @Override
    public boolean lingersSince(long time) {
        return stream.lingersSince(time);
    }
}
