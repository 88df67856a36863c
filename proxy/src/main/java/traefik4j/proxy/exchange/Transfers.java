package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.IovArray;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannelUtil;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.nio.ByteBuffer;

/** How bytes of a {@link TcpSocket} are taken from the kernel, and handed to it. */
final class Transfers {
    /** Pieces that are handed over in one call. */
    private static final int MOST = 256;

    /** Those of each thread. */
    private static final FastThreadLocal<IovArray> PIECES = new FastThreadLocal<>() {
        @Override
        protected IovArray initialValue() {
            return new IovArray(MOST);
        }

        @Override
        protected void onRemoval(IovArray pieces) {
            pieces.release();
        }
    };

    private Transfers() {}

    /** Takes what there is, as much as has room; returns how many bytes it was, -1 at the end. */
    static int receive(Socket socket, ByteBuf in) throws IOException {
        int at = in.writerIndex();
        int count;
        if (in.hasMemoryAddress()) {
            count = socket.recvAddress(in.memoryAddress(), at, in.capacity());
        } else {
            ByteBuffer room = in.internalNioBuffer(at, in.writableBytes());
            count = socket.recv(room, room.position(), room.limit());
        }
        if (count > 0) {
            in.writerIndex(at + count);
        }
        return count;
    }

    /** The same in a form that can be handed over: bytes the kernel can read, or what is in a pipe. */
    static Object writable(Object message, ByteBufAllocator allocator) {
        if (message instanceof Piped) {
            return message;
        }
        if (!(message instanceof ByteBuf buffer)) {
            throw new UnsupportedOperationException("a socket takes bytes, not " + message.getClass());
        }
        if (!UnixChannelUtil.isBufferCopyNeededForWrite(buffer)) {
            return buffer;
        }
        int count = buffer.readableBytes();
        ByteBuf direct = count == 0
                ? Unpooled.EMPTY_BUFFER
                : allocator.directBuffer(count).writeBytes(buffer);
        buffer.release();
        return direct;
    }

    /** Hands over some of what is to be flushed, of which there is something, in one call; false if the kernel takes no more. */
    static boolean some(ChannelOutboundBuffer queue, Socket socket) throws Exception {
        if (queue.current() instanceof Piped part) {
            return piped(queue, part);
        }
        ByteBuf single = (ByteBuf) queue.current();
        if (queue.size() > 1 || !single.hasMemoryAddress()) {
            return many(queue, socket);
        }
        if (!single.isReadable()) {
            queue.remove();
            return true;
        }
        return taken(queue, socket.sendAddress(single.memoryAddress(), single.readerIndex(), single.writerIndex()));
    }

    private static boolean many(ChannelOutboundBuffer queue, Socket socket) throws Exception {
        IovArray pieces = PIECES.get();
        pieces.clear();
        queue.forEachFlushedMessage(pieces);
        if (pieces.count() == 0) {
            queue.removeBytes(0);
            return true;
        }
        return taken(queue, socket.writevAddresses(pieces.memoryAddress(0), pieces.count()));
    }

    private static boolean taken(ChannelOutboundBuffer queue, long count) {
        if (count > 0) {
            queue.removeBytes(count);
        }
        return count > 0;
    }

    private static boolean piped(ChannelOutboundBuffer queue, Piped part) throws IOException {
        int count = part.drain();
        queue.progress(count);
        if (part.transferred() == part.count()) {
            queue.remove();
        }
        return count > 0;
    }
}
