package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.tls.Secured;

/**
 * What goes out on a connection. What waits for the peer to take it is a part of the {@link Backlog} of its event loop; it is
 * counted whenever somebody asks whether more may be written, and at every sweep. What is written through it is sent when
 * all sockets of the event loop that have something to say were read; a single piece, as most messages are, is handed to the
 * kernel as it is, without the queue of its channel.
 */
public final class Outflow {
    private static final int COPIED_WITH_HEAD = 16 << 10;

    private final Backlog backlog;
    private final Worker worker;
    private final Channel channel;
    private final @Nullable Socket socket;
    private @Nullable ByteBuf piece;
    private int unsent;
    private long counted;
    private boolean shut;

    /** Of this connection. */
    public Outflow(Worker worker, Channel channel) {
        this.channel = channel;
        backlog = worker.backlog();
        this.worker = worker;
        socket = channel instanceof TcpSocket plain && !Secured.is(channel) ? plain.socket() : null;
    }

    /** The event loop it is sent by. */
    public Worker worker() {
        return worker;
    }

    // ---- sending

    /** Writes the head of a message, and what there is of its body, as one piece if that is not much. */
    public void writeHead(byte[] head, int length, @Nullable ByteBuf body) {
        if (body != null && body.readableBytes() <= COPIED_WITH_HEAD) {
            ByteBuf both = worker.takeBuffer(channel.alloc(), length + body.readableBytes());
            write(both.writeBytes(head, 0, length).writeBytes(body));
            body.release();
            return;
        }
        write(worker.takeBuffer(channel.alloc(), length).writeBytes(head, 0, length));
        if (body != null) {
            write(body);
        }
    }

    /** Writes something that is sent after the next {@link #flush}. */
    public void write(ByteBuf part) {
        unsent += part.readableBytes();
        if (socket != null && piece == null) {
            piece = part;
        } else {
            passPiece();
            channel.write(part, channel.voidPromise());
        }
    }

    /** Sends what is in a pipe, behind all that was written, now: the pipe is wanted, and its bytes are in nobody's count. */
    public void send(Piped part) {
        unsent = 0;
        passPiece();
        channel.writeAndFlush(part, channel.voidPromise());
    }

    /**
     * Sends what was written: at the end of this turn of the event loop if it is little, otherwise now. Now as well while memory
     * is short, since whoever asks next whether more may be written has to know what the socket has taken.
     */
    public void flush() {
        int size = unsent;
        unsent = 0;
        if (size > 0 && backlog.isShort()) {
            send();
        } else if (size > 0) {
            worker.flushes().add(this, size);
        }
    }

    /** Sends what was written now, before somebody writes to the channel past this, or closes it. */
    public void flushNow() {
        unsent = 0;
        passPiece();
        channel.flush();
    }

    /** Sends what was written, now. */
    void send() {
        ByteBuf single = piece;
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        if (single == null || queue == null || !queue.isEmpty() || queue.totalPendingWriteBytes() > 0) {
            passPiece();
            channel.flush();
        } else {
            piece = null;
            send(single);
        }
        if (counted > 0) {
            count(pendingBytes());
        }
    }

    /** Hands it to the kernel, and what that does not take to the channel. */
    private void send(ByteBuf single) {
        try {
            int taken = single.hasMemoryAddress() && socket != null
                    ? socket.sendAddress(single.memoryAddress(), single.readerIndex(), single.writerIndex())
                    : 0;
            single.skipBytes(taken);
        } catch (IOException broken) {
            // the channel meets it as well, and says so
        }
        if (single.isReadable()) {
            channel.writeAndFlush(single, channel.voidPromise());
        } else {
            worker.giveBackBuffer(single);
        }
    }

    private void passPiece() {
        ByteBuf single = piece;
        if (single != null) {
            piece = null;
            channel.write(single, channel.voidPromise());
        }
    }

    /** Tells the peer, behind all that was written, that nothing will follow: by FIN, or by the word that TLS has for it. */
    public void finish() {
        passPiece();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (!Secured.finish(channel) && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
        });
    }

    // ---- what waits

    /** The bytes that were written and not taken; what is sent within this turn of the event loop is not among them. */
    public long pendingBytes() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        return queue == null ? 0 : queue.totalPendingWriteBytes() - queue.currentProgress();
    }

    /**
     * Whether more should be written. If not, either the channel tells when it is writable again, or {@link #reopens} does.
     *
     * @param queued bytes that wait elsewhere for the same peer
     */
    public boolean takesMore(long queued) {
        count(pendingBytes() + queued);
        shut = !backlog.bears(counted);
        return !shut && channel.isWritable();
    }

    /** Whether it took no more because memory was short, and does again; to be asked at every sweep. */
    public boolean reopens(long queued) {
        if (shut) {
            return takesMore(queued);
        }
        count(pendingBytes() + queued);
        return false;
    }

    /** The connection is gone. */
    public void end() {
        count(0);
        ByteBuf single = piece;
        if (single != null) {
            piece = null;
            single.release();
        }
    }

    private void count(long pending) {
        backlog.add(pending - counted);
        counted = pending;
    }
}
