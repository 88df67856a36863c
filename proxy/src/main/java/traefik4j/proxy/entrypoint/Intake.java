package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.RequestHead;

/** What a client has sent and nobody has taken yet: the bytes, the body they belong to, and whether more is read. */
final class Intake {
    private final Channel channel;
    private RequestBody body = RequestBody.NONE;
    private @Nullable ByteBuf received;
    private boolean paused;

    Intake(Channel channel) {
        this.channel = channel;
    }

    /** Adds what was read. Takes over the buffer. */
    void add(ByteBuf in) {
        ByteBuf before = received;
        received = before == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(channel.alloc(), before, in);
    }

    /** What is there, or null if there is nothing. */
    @Nullable
    ByteBuf received() {
        return received;
    }

    /** Whether there is nothing. */
    boolean isEmpty() {
        return received == null;
    }

    /** Gives the buffer back if all of it was read. */
    void releaseIfRead() {
        if (received != null && !received.isReadable()) {
            release();
        }
    }

    /** Gives back whatever is there. */
    void release() {
        if (received != null) {
            received.release();
            received = null;
        }
    }

    /** What comes now is the body of this request. */
    void beginBody(RequestHead head) {
        if (body == RequestBody.NONE && head.hasBody()) {
            body = new RequestBody();
        }
        if (body != RequestBody.NONE) {
            body.begin(head);
        }
    }

    /** Whether all of the body was taken. */
    boolean isBodyComplete() {
        return body.isComplete();
    }

    /** Whether the body is not framed as it should be. */
    boolean isBodyBroken() {
        return body.isBroken();
    }

    /** What has come of the body, with its chunked coding or without, or null. The caller takes over the buffer. */
    @Nullable
    ByteBuf takeBody(boolean framed) {
        ByteBuf in = received;
        if (in == null || body.isComplete() || body.isBroken()) {
            return null;
        }
        ByteBuf part = body.take(in, framed);
        releaseIfRead();
        return part;
    }

    /** Everything that is there, or null. The caller takes over the buffer. */
    @Nullable
    ByteBuf takeAll() {
        ByteBuf all = received;
        received = null;
        return all;
    }

    /** Forgets what has already come of a body that nobody wants. */
    void skipBody() {
        for (ByteBuf part; (part = takeBody(true)) != null; ) {
            part.release();
        }
    }

    /** Reads no more for now. */
    void pause() {
        if (!paused) {
            paused = true;
            channel.config().setAutoRead(false);
        }
    }

    /** Reads again. */
    void resume() {
        if (paused) {
            paused = false;
            channel.config().setAutoRead(true);
        }
    }

    /** Whether nothing is read for now. */
    boolean isPaused() {
        return paused;
    }
}
