package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what was received into frames and reads them (RFC 9113 §4, §6). Blocks of fields that come in several frames are
 * put together here, within limits: so many bytes, so many frames.
 */
final class FrameReader {
    private static final int MOST_CONTINUATIONS = 32;
    private static final int NO_STREAM = 0;

    private final FrameListener listener;
    private final ByteBufAllocator allocator;
    private final int maxBlock;
    private @Nullable ByteBuf received;
    private byte[] block = new byte[512];
    private int blockLength;
    private int blockStream = NO_STREAM;
    private boolean blockEnds;
    private int continuations;
    private boolean first = true;
    private boolean closed;

    /**
     * A reader.
     *
     * @param maxBlock the most bytes a compressed block may have
     */
    FrameReader(FrameListener listener, ByteBufAllocator allocator, int maxBlock) {
        this.listener = listener;
        this.allocator = allocator;
        this.maxBlock = maxBlock;
    }

    /** Whether a block of fields has begun that is not complete. */
    boolean isInBlock() {
        return blockStream != NO_STREAM;
    }

    /** Reads no more. */
    void close() {
        closed = true;
    }

    /** Gives back what it holds. */
    void release() {
        closed = true;
        ByteBuf left = received;
        received = null;
        if (left != null) {
            left.release();
        }
    }

    /**
     * Reads what has come. Takes over the buffer.
     *
     * @throws Http2Fault if it is not what may come
     */
    void read(ByteBuf in) {
        ByteBuf before = received;
        ByteBuf all = before == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, before, in);
        received = all;
        while (!closed && all.readableBytes() >= Frame.HEADER_SIZE) {
            int at = all.readerIndex();
            int length = all.getUnsignedMedium(at);
            if (length > Frame.LEAST_MAX_SIZE) {
                throw Http2Fault.size("a frame of " + length + " bytes");
            }
            if (all.readableBytes() < Frame.HEADER_SIZE + length) {
                break;
            }
            all.skipBytes(Frame.HEADER_SIZE);
            frame(all, length, all.getByte(at + 3), all.getByte(at + 4), all.getInt(at + 5) & Integer.MAX_VALUE);
        }
        if (received != null && !all.isReadable()) {
            received = null;
            all.release();
        }
    }

    private void frame(ByteBuf in, int length, int type, int flags, int stream) {
        int end = in.readerIndex() + length;
        if (first && (type != Frame.SETTINGS || (flags & Frame.ACK) != 0)) {
            throw Http2Fault.protocol("the first frame has to be SETTINGS");
        }
        first = false;
        if (isInBlock() && (type != Frame.CONTINUATION || stream != blockStream)) {
            throw Http2Fault.protocol("a block of fields is interrupted");
        }
        switch (type) {
            case Frame.DATA -> data(in, length, flags, stream);
            case Frame.HEADERS -> headers(in, length, flags, stream);
            case Frame.CONTINUATION -> continuation(in, length, flags, stream);
            case Frame.PRIORITY -> priority(in, length, stream);
            case Frame.RST_STREAM -> reset(in, length, stream);
            case Frame.SETTINGS -> settings(in, length, flags, stream);
            case Frame.PUSH_PROMISE -> throw Http2Fault.protocol("PUSH_PROMISE");
            case Frame.PING -> {
                check(length == 8, "PING");
                ofConnection(stream);
                listener.ping((flags & Frame.ACK) != 0, in.getLong(in.readerIndex()));
            }
            case Frame.GOAWAY -> {
                check(length >= 8, "GOAWAY");
                ofConnection(stream);
                listener.goAway(in.getInt(in.readerIndex()) & Integer.MAX_VALUE, in.getInt(in.readerIndex() + 4));
            }
            case Frame.WINDOW_UPDATE -> {
                check(length == 4, "WINDOW_UPDATE");
                listener.windowUpdate(stream, in.getInt(in.readerIndex()) & Integer.MAX_VALUE);
            }
            default -> {
                // A frame we do not know says nothing to us (RFC 9113 §5.5).
            }
        }
        in.readerIndex(end);
    }

    private void reset(ByteBuf in, int length, int stream) {
        check(length == 4, "RST_STREAM");
        ofStream(stream);
        listener.reset(stream, in.getInt(in.readerIndex()));
    }

    private static void check(boolean sound, String frame) {
        if (!sound) {
            throw Http2Fault.size(frame + " of another size");
        }
    }

    private static void ofStream(int stream) {
        if (stream == 0) {
            throw Http2Fault.protocol("a frame of a stream without a stream");
        }
    }

    private static void ofConnection(int stream) {
        if (stream != 0) {
            throw Http2Fault.protocol("a frame of the connection with a stream");
        }
    }

    /** Skips the length of the padding and returns the number of bytes before the padding. */
    private static int withoutPadding(ByteBuf in, int length, int flags) {
        if ((flags & Frame.PADDED) == 0) {
            return length;
        }
        check(length > 0, "a padded frame");
        int content = length - 1 - in.readUnsignedByte();
        if (content < 0) {
            throw Http2Fault.protocol("more padding than frame");
        }
        return content;
    }

    private void data(ByteBuf in, int length, int flags, int stream) {
        ofStream(stream);
        int content = withoutPadding(in, length, flags);
        listener.data(stream, in.readRetainedSlice(content), length, (flags & Frame.END_STREAM) != 0);
    }

    private void headers(ByteBuf in, int length, int flags, int stream) {
        ofStream(stream);
        int content = withoutPadding(in, length, flags);
        if ((flags & Frame.WITH_PRIORITY) != 0) {
            check(content >= 5, "HEADERS with a priority");
            dependsOn(in.readInt(), stream);
            in.skipBytes(1);
            content -= 5;
        }
        blockStream = stream;
        blockEnds = (flags & Frame.END_STREAM) != 0;
        blockLength = 0;
        continuations = 0;
        append(in, content);
        endOfBlock(flags);
    }

    /** A stream cannot depend on itself (RFC 7540 §5.3.1); nothing else about priorities is listened to. */
    private static void dependsOn(int other, int stream) {
        if ((other & Integer.MAX_VALUE) == stream) {
            throw Http2Fault.protocol("stream " + stream + " depends on itself");
        }
    }

    private void continuation(ByteBuf in, int length, int flags, int stream) {
        if (!isInBlock()) {
            throw Http2Fault.protocol("CONTINUATION of nothing");
        }
        if (++continuations > MOST_CONTINUATIONS) {
            throw new Http2Fault(ErrorCode.ENHANCE_YOUR_CALM, "too many CONTINUATION frames for stream " + stream);
        }
        append(in, length);
        endOfBlock(flags);
    }

    private void append(ByteBuf in, int count) {
        int all = blockLength + count;
        if (all > maxBlock) {
            throw new Http2Fault(ErrorCode.ENHANCE_YOUR_CALM, "a block of more than " + maxBlock + " bytes");
        }
        if (all > block.length) {
            block = Arrays.copyOf(block, Math.max(all, Math.min(maxBlock, block.length * 2)));
        }
        in.readBytes(block, blockLength, count);
        blockLength = all;
    }

    private void endOfBlock(int flags) {
        if ((flags & Frame.END_HEADERS) != 0) {
            int stream = blockStream;
            blockStream = NO_STREAM;
            listener.headers(stream, block, blockLength, blockEnds);
        }
    }

    private void priority(ByteBuf in, int length, int stream) {
        ofStream(stream);
        check(length == 5, "PRIORITY");
        dependsOn(in.getInt(in.readerIndex()), stream);
        listener.priority();
    }

    private void settings(ByteBuf in, int length, int flags, int stream) {
        ofConnection(stream);
        if ((flags & Frame.ACK) != 0) {
            check(length == 0, "SETTINGS that acknowledge");
            listener.settingsAcknowledged();
            return;
        }
        check(length % 6 == 0, "SETTINGS");
        for (int i = 0; i < length; i += 6) {
            int at = in.readerIndex() + i;
            listener.setting(in.getUnsignedShort(at), in.getUnsignedInt(at + 2));
        }
        listener.settingsEnded();
    }
}
