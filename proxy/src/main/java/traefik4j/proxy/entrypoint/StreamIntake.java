package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.RequestHead;

/**
 * The content of a request that has come on a stream and nobody has taken yet. Whoever takes it may want it in chunked
 * coding, where its length was not said. What is taken makes room in the windows for more.
 */
final class StreamIntake {
    private static final byte[] LAST_CHUNK = Ascii.bytes("0\r\n\r\n");
    private static final byte[] END_OF_LINE = {'\r', '\n'};
    private static final int CHUNK_OVERHEAD = 16;
    private static final int COPIED = 4 << 10;

    private final ResponseStream stream;
    private final ArrayDeque<ByteBuf> parts = new ArrayDeque<>(0);
    private boolean chunked;
    private boolean ended;
    private boolean lastChunkTaken;

    StreamIntake(ResponseStream stream) {
        this.stream = stream;
    }

    /** Begins the content of a request, which may have none. */
    void begin(RequestHead request, boolean end) {
        chunked = request.isChunked();
        ended = end;
    }

    /** Adds what has come. Takes over the buffer. */
    void add(ByteBuf data) {
        parts.addLast(data);
    }

    /** Nothing more will come; {@code whole} if that is all there was. */
    void ended(boolean whole) {
        ended = true;
        lastChunkTaken |= !whole;
    }

    /** Whether nothing waits to be taken. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether everything has come and was taken. */
    boolean isComplete() {
        return ended && parts.isEmpty() && (!chunked || lastChunkTaken);
    }

    /** The next part, in chunked coding if that is wanted and the head says so; null if there is none. */
    @Nullable
    ByteBuf take(boolean framed) {
        ByteBuf part = parts.pollFirst();
        if (part != null) {
            stream.consumed(part.readableBytes());
        }
        if (!chunked) {
            return part;
        }
        boolean last = ended && parts.isEmpty() && !lastChunkTaken;
        lastChunkTaken |= last;
        return framed ? framed(part, last) : part;
    }

    private static @Nullable ByteBuf framed(@Nullable ByteBuf part, boolean last) {
        if (part == null) {
            return last ? Unpooled.wrappedBuffer(LAST_CHUNK) : null;
        }
        int size = part.readableBytes();
        byte[] before = Ascii.bytes(Integer.toHexString(size) + "\r\n");
        byte[] behind = last ? Ascii.bytes("\r\n0\r\n\r\n") : END_OF_LINE;
        if (size > COPIED) {
            return Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(before), part, Unpooled.wrappedBuffer(behind));
        }
        ByteBuf chunk = part.alloc().directBuffer(size + CHUNK_OVERHEAD);
        chunk.writeBytes(before).writeBytes(part).writeBytes(behind);
        part.release();
        return chunk;
    }

    /** Forgets what nobody wants any more. */
    void release() {
        for (ByteBuf part; (part = parts.pollFirst()) != null; ) {
            stream.consumed(part.readableBytes());
            part.release();
        }
    }
}
