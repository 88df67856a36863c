package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.ChunkScanner;
import traefik4j.proxy.http.RequestHead;

/**
 * The framing of a request's body: tells its bytes from those of the next request, without copying them. Trailers are
 * taken out, because a server might merge them into the fields that decided about the request.
 */
final class RequestBody {
    /** That of all clients that have never sent any; never begun. */
    static final RequestBody NONE = new RequestBody();

    private static final byte[] LAST_LINE = {'\r', '\n'};

    private final ChunkScanner chunks = new ChunkScanner();
    private boolean chunked;
    private boolean inTrailers;
    private long left;

    /** Begins the body of a request. */
    void begin(RequestHead head) {
        chunked = head.isChunked();
        left = head.contentLength();
        inTrailers = false;
        if (chunked) {
            chunks.reset();
        }
    }

    /** Whether all of it has been taken. */
    boolean isComplete() {
        return chunked ? chunks.isEnd() : left == 0;
    }

    /** Whether it is not framed as it should be. */
    boolean isBroken() {
        return chunked && chunks.isBroken();
    }

    /**
     * The next part of the body out of what was received, or null if nothing of it is for the server.
     *
     * @param framed whether chunked coding is kept
     */
    @Nullable
    ByteBuf take(ByteBuf received, boolean framed) {
        if (chunked) {
            return framed ? takeChunks(received) : takeData(received);
        }
        int count = (int) Math.min(left, received.readableBytes());
        left -= count;
        return count == 0 ? null : received.readRetainedSlice(count);
    }

    private @Nullable ByteBuf takeChunks(ByteBuf received) {
        int start = received.readerIndex();
        int end = start;
        if (!inTrailers) {
            end = chunks.scanToTrailers(received, start, received.writerIndex());
            inTrailers = chunks.isInTrailers();
        }
        int after = chunks.scan(received, end, received.writerIndex());
        if (chunks.isBroken()) {
            return null;
        }
        boolean plainEnd = chunks.isEnd() && after - end == LAST_LINE.length;
        ByteBuf part = received.readRetainedSlice((plainEnd ? after : end) - start);
        received.readerIndex(after);
        if (!chunks.isEnd() || plainEnd) {
            return orNull(part);
        }
        return Unpooled.wrappedBuffer(part, Unpooled.wrappedBuffer(LAST_LINE));
    }

    private @Nullable ByteBuf takeData(ByteBuf received) {
        while (received.isReadable() && !isComplete()) {
            int next = chunks.next(received, received.readerIndex(), received.writerIndex());
            if (chunks.isBroken()) {
                return null;
            }
            int size = chunks.dataTo() - chunks.dataFrom();
            ByteBuf data = size == 0 ? null : received.retainedSlice(chunks.dataFrom(), size);
            received.readerIndex(next);
            if (data != null) {
                return data;
            }
        }
        return null;
    }

    private static @Nullable ByteBuf orNull(ByteBuf part) {
        if (part.isReadable()) {
            return part;
        }
        part.release();
        return null;
    }
}
