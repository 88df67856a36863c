package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames one behind the other into one buffer, so that all that is said in a turn of the event loop is one write.
 * Large content goes by without being copied.
 */
final class FrameWriter {
    private static final int SIZE = 16 << 10;
    private static final int COPIED = 4 << 10;
    private static final int NONE = -1;
    private static final int FLAGS_AT = 4;

    private final ChannelHandlerContext context;
    private final Runnable flush = this::flush;
    private @Nullable ByteBuf out;
    private int lastFrame = NONE;
    private int lastStream;
    private boolean flushPending;

    FrameWriter(ChannelHandlerContext context) {
        this.context = context;
    }

    /** A buffer with so much room. */
    private ByteBuf room(int size) {
        ByteBuf buffer = out;
        if (buffer != null && buffer.writableBytes() >= size) {
            return buffer;
        }
        write();
        flushSoon();
        ByteBuf fresh = context.alloc().directBuffer(Math.max(SIZE, size));
        out = fresh;
        return fresh;
    }

    private ByteBuf begin(int length, int type, int flags, int stream) {
        ByteBuf buffer = room(Frame.HEADER_SIZE + length);
        lastFrame = NONE;
        Frame.writeHeader(buffer, length, type, flags, stream);
        return buffer;
    }

    /** Bytes that are no frame. */
    void raw(byte[] bytes) {
        room(bytes.length).writeBytes(bytes);
    }

    /** A frame of a stream behind which nothing may follow can still be told so: see {@link #endLast}. */
    private void remember(ByteBuf buffer, int at, int stream) {
        lastFrame = buffer == out ? at : NONE;
        lastStream = stream;
    }

    /** Says in the frame written last that the stream ends, if that frame is one of this stream and not sent yet. */
    boolean endLast(int stream) {
        ByteBuf buffer = out;
        if (buffer == null || lastFrame == NONE || lastStream != stream) {
            return false;
        }
        int at = lastFrame + FLAGS_AT;
        buffer.setByte(at, buffer.getByte(at) | Frame.END_STREAM);
        lastFrame = NONE;
        return true;
    }

    /** A block of fields, in as many frames as it takes. */
    void block(int stream, byte[] block, int length, boolean end, int maxFrame) {
        int first = Math.min(length, maxFrame);
        int flags = (end ? Frame.END_STREAM : 0) | (first == length ? Frame.END_HEADERS : 0);
        ByteBuf buffer = begin(first, Frame.HEADERS, flags, stream);
        int at = buffer.writerIndex() - Frame.HEADER_SIZE;
        buffer.writeBytes(block, 0, first);
        for (int from = first; from < length; ) {
            int size = Math.min(length - from, maxFrame);
            begin(size, Frame.CONTINUATION, from + size == length ? Frame.END_HEADERS : 0, stream)
                    .writeBytes(block, from, size);
            from += size;
        }
        remember(buffer, at, stream);
    }

    /** Content, in one frame. Takes over the buffer. */
    void data(int stream, ByteBuf content, boolean end) {
        int length = content.readableBytes();
        int flags = end ? Frame.END_STREAM : 0;
        if (length <= COPIED) {
            ByteBuf buffer = begin(length, Frame.DATA, flags, stream);
            int at = buffer.writerIndex() - Frame.HEADER_SIZE;
            buffer.writeBytes(content);
            content.release();
            remember(buffer, at, stream);
            return;
        }
        ByteBuf buffer = room(Frame.HEADER_SIZE);
        lastFrame = NONE;
        Frame.writeHeader(buffer, length, Frame.DATA, flags, stream);
        write();
        context.write(content, context.voidPromise());
    }

    /** The end of a stream that nothing else says. */
    void end(int stream) {
        begin(0, Frame.DATA, Frame.END_STREAM, stream);
    }

    void reset(int stream, ErrorCode code) {
        begin(4, Frame.RST_STREAM, 0, stream).writeInt(code.number());
    }

    void windowUpdate(int stream, int increment) {
        begin(4, Frame.WINDOW_UPDATE, 0, stream).writeInt(increment);
    }

    /** Settings, as pairs of a number and a value. */
    void settings(int... pairs) {
        ByteBuf buffer = begin(pairs.length * 3, Frame.SETTINGS, 0, 0);
        for (int i = 0; i < pairs.length; i += 2) {
            buffer.writeShort(pairs[i]).writeInt(pairs[i + 1]);
        }
    }

    void acknowledgeSettings() {
        begin(0, Frame.SETTINGS, Frame.ACK, 0);
    }

    void ping(boolean acknowledges, long payload) {
        begin(8, Frame.PING, acknowledges ? Frame.ACK : 0, 0).writeLong(payload);
    }

    void goAway(int lastStreamSeen, ErrorCode code) {
        begin(8, Frame.GOAWAY, 0, 0).writeInt(lastStreamSeen).writeInt(code.number());
    }

    private void write() {
        ByteBuf buffer = out;
        out = null;
        lastFrame = NONE;
        if (buffer != null) {
            context.write(buffer, context.voidPromise());
        }
    }

    /** Everything that is written in this turn of the event loop is sent at its end. */
    private void flushSoon() {
        if (!flushPending) {
            flushPending = true;
            context.channel().eventLoop().execute(flush);
        }
    }

    /** Sends on what was written. */
    void flush() {
        flushPending = false;
        write();
        context.flush();
    }

    /** Gives back what was not sent. */
    void release() {
        ByteBuf buffer = out;
        out = null;
        if (buffer != null) {
            buffer.release();
        }
    }
}
