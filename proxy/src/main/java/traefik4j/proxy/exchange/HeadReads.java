package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.util.Queue;

/**
 * How a plain socket is read where the head of a message is expected, with a small body behind it most often: into a buffer of
 * which it is known that it will do, straight to the {@link Receiver}. Netty's way there, with its guesses and its pipeline, is
 * made for streams and takes a fiftieth of the time of a small request; it goes on where more has come.
 */
@SuppressWarnings("try") // so Netty has it
final class HeadReads extends SteadySocket {
    private static final int LITTLE = Spares.SIZE;
    private static final int MUCH = 16 << 10;

    private final EpollSocketChannel channel;
    private boolean much;
    private boolean wasLittle;

    private HeadReads(EpollIoHandle handle, EpollSocketChannel channel, Queue<SteadySocket> begun) {
        super(handle, begun);
        this.channel = channel;
    }

    /** A socket, which is read so if it is a connection by TCP. */
    static SteadySocket of(EpollIoHandle handle, Queue<SteadySocket> begun) {
        return handle instanceof Channel.Unsafe unsafe
                        && unsafe.voidPromise().channel() instanceof EpollSocketChannel channel
                ? new HeadReads(handle, channel, begun)
                : new SteadySocket(handle, begun);
    }

    /** Reads once, if a head is expected. */
    @Override
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
                count = ((Socket) channel.fd()).recvAddress(in.memoryAddress(), 0, room);
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
