package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * How a plain socket is read where the head of a message is expected, with a small body behind it most often: into a buffer of
 * which it is known that it will do, straight to the {@link Receiver}. Netty's way there, with its guesses and its pipeline, is
 * made for streams and takes a fiftieth of the time of a small request; it goes on where more has come.
 */
final class HeadReads {
    private static final int LITTLE = Spares.SIZE;
    private static final int MUCH = 16 << 10;

    private final EpollSocketChannel channel;
    private final Socket socket;
    private boolean much;
    private boolean wasLittle;

    private HeadReads(EpollSocketChannel channel, Socket socket) {
        this.channel = channel;
        this.socket = socket;
    }

    /** Those of this channel; null if it is no connection by TCP. */
    static @Nullable HeadReads of(Channel channel) {
        return channel instanceof EpollSocketChannel plain && plain.fd() instanceof Socket socket
                ? new HeadReads(plain, socket)
                : null;
    }

    /** Reads once, if a head is expected; false if there is something left for Netty to do. */
    boolean read() {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first == null || !(first.handler() instanceof Receiver receiver) || !receiver.expectsHead()) {
            return false;
        }
        ByteBuf in = receiver.worker().takeForRead(channel.alloc(), much ? MUCH : LITTLE);
        int room = in.writableBytes();
        int count = 0;
        try {
            if (in.hasMemoryAddress()) {
                count = socket.recvAddress(in.memoryAddress(), 0, room);
            }
        } catch (IOException broken) {
            in.release();
            channel.pipeline().fireExceptionCaught(broken);
            channel.unsafe().close(channel.voidPromise());
            return true;
        }
        if (count <= 0) {
            // nothing, or the end
            in.release();
            return false;
        }
        adapt(count, room);
        pass(first, receiver, in.writerIndex(count), count == room);
        return count < room || !channel.isOpen();
    }

    /** Takes the large buffer when the small one was full, and the small one when it would have done twice. */
    private void adapt(int count, int room) {
        boolean little = count <= LITTLE;
        much = count == room || much && !(little && wasLittle);
        wasLittle = little;
    }

    private void pass(ChannelHandlerContext first, Receiver receiver, ByteBuf in, boolean goesOn) {
        try {
            receiver.channelRead(first, in);
            if (goesOn) {
                return;
            }
            if (first.isRemoved()) {
                channel.pipeline().fireChannelReadComplete();
            } else {
                receiver.channelReadComplete(first);
            }
        } catch (Exception | Error fault) {
            channel.pipeline().fireExceptionCaught(fault);
        }
    }
}
