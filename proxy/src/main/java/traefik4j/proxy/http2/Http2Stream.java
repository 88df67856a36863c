package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A stream (RFC 9113 §5): what may still come on it, what still has to go, and the windows of both directions. What is
 * written goes out as the windows allow, even after its owner is through with it.
 */
public final class Http2Stream {
    private static final int ENOUGH_QUEUED = 64 << 10;

    private final Http2Link link;
    private final int id;
    private @Nullable StreamOwner owner;
    private int sendWindow;
    private int receiveWindow;
    private int credit;
    private long contentLeft = -1;
    private @Nullable ByteBuf next;
    private @Nullable ArrayDeque<ByteBuf> more;
    private int queued;
    private byte @Nullable [] trailers;
    private boolean ending;
    private boolean localEnded;
    private boolean remoteEnded;
    private boolean closed;
    private boolean waits;
    private long progress;

    Http2Stream(Http2Link link, int id, int sendWindow, int receiveWindow) {
        this.link = link;
        this.id = id;
        this.sendWindow = sendWindow;
        this.receiveWindow = receiveWindow;
        progress = link.now();
    }

    /** Its number. */
    public int id() {
        return id;
    }

    /** Whose it is; null as long as nobody wants it. */
    public @Nullable StreamOwner owner() {
        return owner;
    }

    /** Gives it to somebody. */
    public void owner(StreamOwner whose) {
        owner = whose;
    }

    /** Whether nothing will come or go on it any more. */
    public boolean isClosed() {
        return closed;
    }

    /** Whether the peer has sent all it will. */
    public boolean isRemoteEnded() {
        return remoteEnded;
    }

    // ---- what comes

    /** So many bytes of content have to come, or the stream is broken (RFC 9113 §8.1.1). */
    public void expect(long contentLength) {
        contentLeft = contentLength;
    }

    /** Content has come. */
    void received(ByteBuf data, int flow, boolean end) {
        int size = data.readableBytes();
        receiveWindow -= flow;
        boolean lengthIsWrong = contentLeft >= 0 && (size > contentLeft || end && size < contentLeft);
        if (remoteEnded || receiveWindow < 0 || lengthIsWrong || owner == null) {
            data.release();
            link.consumed(flow);
            link.broken(
                    this,
                    remoteEnded
                            ? ErrorCode.STREAM_CLOSED
                            : receiveWindow < 0 ? ErrorCode.FLOW_CONTROL_ERROR : ErrorCode.PROTOCOL_ERROR);
            return;
        }
        contentLeft -= contentLeft > 0 ? size : 0;
        if (flow > size) {
            consumed(flow - size);
        }
        if (size > 0) {
            owner.data(data);
        } else {
            data.release();
        }
        if (end && !closed && remoteEnds()) {
            owner.ended();
        }
    }

    /** The peer has sent all it will; false if that is less than it had to. */
    boolean remoteEnds() {
        if (contentLeft > 0) {
            link.broken(this, ErrorCode.PROTOCOL_ERROR);
            return false;
        }
        remoteEnded = true;
        if (localEnded) {
            close(false);
        }
        return true;
    }

    /** So many bytes that had come have gone on: as many more may come. */
    public void consumed(int bytes) {
        link.consumed(bytes);
        if (remoteEnded || closed) {
            return;
        }
        credit += bytes;
        if (credit >= link.streamWindow() / 2) {
            link.writer().windowUpdate(id, credit);
            receiveWindow += credit;
            credit = 0;
        }
    }

    // ---- what goes

    /** Writes a block of fields; more may follow. */
    public void headers(byte[] block, int length) {
        if (!closed && !localEnded) {
            link.writer().block(id, block, length, false, link.peerMaxFrame());
        }
    }

    /** Writes content. Takes over the buffer. */
    public void data(ByteBuf part) {
        if (closed || localEnded || !part.isReadable()) {
            part.release();
            return;
        }
        if (queued == 0) {
            progress = link.now();
        }
        queued += part.readableBytes();
        link.windows().queue(part.readableBytes());
        if (next == null) {
            next = part;
        } else {
            ArrayDeque<ByteBuf> rest = more == null ? new ArrayDeque<>() : more;
            more = rest;
            rest.addLast(part);
        }
        transmit();
    }

    /** Ends our side with a block of fields, behind all content. */
    public void end(byte[] trailerBlock) {
        trailers = trailerBlock;
        end();
    }

    /** Ends our side, behind all content. */
    public void end() {
        ending = true;
        transmit();
    }

    /** Sends what the windows allow. */
    void transmit() {
        if (closed || localEnded) {
            return;
        }
        int before = queued;
        while (next != null) {
            int room = Math.min(Math.min(sendWindow, link.windows().send()), link.peerMaxFrame());
            if (room <= 0) {
                waitForConnection();
                break;
            }
            send(next, room);
        }
        if (next == null && ending) {
            finish();
        }
        if (queued < before) {
            progress = link.now();
            if (before >= ENOUGH_QUEUED && isWritable() && owner != null && !closed) {
                owner.writable();
            }
        }
    }

    /** Waits for the window of the connection; its own one is told it when it opens. */
    private void waitForConnection() {
        if (sendWindow > 0 && !waits) {
            waits = true;
            link.windows().waits(this);
        }
    }

    private void send(ByteBuf part, int room) {
        int size = Math.min(part.readableBytes(), room);
        ByteBuf frame = size == part.readableBytes() ? part : part.readRetainedSlice(size);
        if (frame == part) {
            next = more == null ? null : more.pollFirst();
        }
        sendWindow -= size;
        queued -= size;
        link.windows().sent(size);
        boolean last = ending && next == null && trailers == null;
        link.writer().data(id, frame, last);
        if (last) {
            localEnd();
        }
    }

    private void finish() {
        if (localEnded || closed) {
            return;
        }
        byte[] block = trailers;
        if (block != null) {
            link.writer().block(id, block, block.length, true, link.peerMaxFrame());
        } else if (!link.writer().endLast(id)) {
            link.writer().end(id);
        }
        localEnd();
    }

    private void localEnd() {
        localEnded = true;
        progress = link.now();
        if (remoteEnded) {
            close(false);
        }
    }

    /**
     * Whether our side ended before that time and the peer goes on: the answer is complete, and nobody wants the rest of
     * the request (RFC 9113 §8.1). It is not ended at once, because there are clients that would miss the answer.
     */
    public boolean lingersSince(long time) {
        return localEnded && !remoteEnded && progress - time <= 0;
    }

    /** Ends the stream at once, both sides. */
    public void reset(ErrorCode code) {
        if (!closed) {
            link.writer().reset(id, code);
            close(true);
        }
    }

    /** The peer broke its rules: ends it, and tells the owner. */
    public void broken(ErrorCode code) {
        link.broken(this, code);
    }

    /** The peer, or the end of the connection, has ended it. */
    void lost(ErrorCode code) {
        StreamOwner whose = owner;
        if (!closed) {
            close(false);
            if (whose != null) {
                whose.reset(code);
            }
        }
    }

    private void close(boolean byUs) {
        closed = true;
        link.closed(this, byUs);
        for (ByteBuf part = next; part != null; part = more == null ? null : more.pollFirst()) {
            part.release();
        }
        next = null;
        link.windows().queue(-queued);
        queued = 0;
    }

    /** Whether more content should be written now; if not, its owner is told when it should. */
    public boolean isWritable() {
        return queued < ENOUGH_QUEUED && link.isWritable();
    }

    /** Whether content has waited since then for the peer to take it. */
    public boolean isStalledSince(long time) {
        return queued > 0 && progress - time <= 0;
    }

    /** Tells the owner that more may be written, if it may. */
    void channelIsWritable() {
        if (!closed && owner != null && isWritable()) {
            owner.writable();
        }
    }

    /** The window of the connection is open again: sends what waited for it. */
    void go() {
        waits = false;
        transmit();
    }

    /** Whether it waits for a window. */
    boolean waits() {
        return waits;
    }

    /** The peer takes so much more, or less; false if that is too much. */
    boolean widen(int increment) {
        long window = (long) sendWindow + increment;
        if (window > Integer.MAX_VALUE) {
            return false;
        }
        sendWindow = (int) window;
        if (queued > 0) {
            transmit();
        }
        return true;
    }
}
