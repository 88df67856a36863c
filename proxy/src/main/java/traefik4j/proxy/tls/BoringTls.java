package traefik4j.proxy.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.UnsupportedMessageTypeException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of a connection that was accepted (RFC 8446, RFC 5246), by BoringSSL without an engine of Java between. What is written
 * waits for the flush, where small pieces share a record. It tells of its handshake and of the client's goodbye by the events of
 * {@link io.netty.handler.ssl.SslHandler}, in whose place it is.
 */
final class BoringTls extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(BoringTls.class);

    /** How long a client is waited for that does not take our goodbye. */
    private static final long GOODBYE_SECONDS = 3;

    private static final int JOINED = 16 << 10;

    /** Pieces that are smaller share records. */
    private static final int SMALL = JOINED / 2;

    /** What can still be said. */
    private enum State {
        /** Nothing yet. */
        HANDSHAKE,
        OPEN,
        /** Nothing, after our goodbye; the client's need not have come. */
        FINISHED,
        /** Nothing, nor is anything understood any more. */
        BROKEN
    }

    private final BoringContext context;
    private final ArrayDeque<Object> waiting = new ArrayDeque<>(2);
    private long handshakeMillis;
    private @Nullable Future<?> timer;
    private @Nullable BoringRecords records;
    private State state = State.HANDSHAKE;
    private @Nullable String protocol;
    private boolean inputEnded;
    private boolean hasRead;

    /**
     * TLS with what a context says.
     *
     * @param handshakeMillis how long the handshake may take; 0 if somebody else sees to that
     */
    BoringTls(BoringContext context, long handshakeMillis) {
        this.context = context;
        this.handshakeMillis = handshakeMillis;
    }

    // ---- the connection

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        try {
            records = new BoringRecords(context, ctx.alloc());
        } catch (RuntimeException closed) {
            // an exception here would take this handler away, and leave a connection without TLS
            LOG.debug("client {}: {}", ctx.channel().remoteAddress(), closed.getMessage());
            state = State.BROKEN;
            ctx.close();
            return;
        }
        if (handshakeMillis > 0) {
            timer = ctx.executor().schedule(() -> tooLate(ctx), handshakeMillis, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        silence();
        if (!waiting.isEmpty()) {
            // not made for each connection: where it was made is found out at a twentieth of what a handshake takes
            refuseWaiting(new ClosedChannelException());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (state == State.HANDSHAKE) {
            failed(ctx, new ClosedChannelException());
        }
        ctx.fireChannelInactive();
    }

    private void tooLate(ChannelHandlerContext ctx) {
        if (state == State.HANDSHAKE) {
            failed(ctx, new SslHandshakeTimeoutException("handshake timed out after " + handshakeMillis + "ms"));
            ctx.close();
        }
    }

    /** Another limit is in force for the handshake, before it begins: 0 if somebody else sees to it. */
    void handshakeMillis(long limit) {
        handshakeMillis = limit;
    }

    long handshakeMillis() {
        return handshakeMillis;
    }

    /** What is spoken on top of TLS, once the handshake is over; null if nothing was agreed upon. */
    @Nullable
    String protocol() {
        return protocol;
    }

    /** Says nothing more, and frees what is in the memory of BoringSSL. */
    void silence() {
        state = State.BROKEN;
        stopTimer();
        if (records != null) {
            records.free();
            records = null;
        }
    }

    private void stopTimer() {
        Future<?> running = timer;
        timer = null;
        if (running != null) {
            running.cancel(false);
        }
    }

    // ---- what comes

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (!in.hasMemoryAddress()) {
            ByteBuf direct = ctx.alloc().directBuffer(in.readableBytes()).writeBytes(in);
            in.release();
            in = direct;
        }
        try {
            if (records != null && state == State.HANDSHAKE) {
                handshake(ctx, records, in);
            }
            if (records != null && (state == State.OPEN || state == State.FINISHED) && in.isReadable() && !inputEnded) {
                decrypt(ctx, records, in);
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        boolean nothing = !hasRead;
        hasRead = false;
        ctx.fireChannelReadComplete();
        if (nothing && !ctx.channel().config().isAutoRead()) {
            // whoever asked for something to read has not got it yet
            ctx.read();
        }
    }

    private void handshake(ChannelHandlerContext ctx, BoringRecords records, ByteBuf in) {
        boolean over;
        boolean said = false;
        boolean more;
        do {
            over = records.handshake(in, ctx.channel());
            more = say(ctx, records);
            said |= more;
        } while (more && records.waitsForRoom());
        SSLException fault = over || records.waits() ? null : new SSLHandshakeException(records.reason());
        if (said) {
            ctx.flush();
        }
        if (fault != null) {
            failed(ctx, fault);
            ctx.close();
        } else if (over && state == State.HANDSHAKE) {
            agreed(ctx, records);
        }
    }

    private void agreed(ChannelHandlerContext ctx, BoringRecords records) {
        stopTimer();
        state = State.OPEN;
        protocol = records.agreedProtocol();
        ctx.fireUserEventTriggered(SslHandshakeCompletionEvent.SUCCESS);
        if (!waiting.isEmpty()) {
            flush(ctx);
        }
    }

    private void failed(ChannelHandlerContext ctx, Exception cause) {
        stopTimer();
        state = State.BROKEN;
        refuseWaiting(cause);
        ctx.fireUserEventTriggered(new SslHandshakeCompletionEvent(cause));
    }

    private void decrypt(ChannelHandlerContext ctx, BoringRecords records, ByteBuf in) {
        ByteBuf out = records.decrypt(in);
        inputEnded = records.hasEnded();
        SSLException fault = inputEnded || records.waits() ? null : new SSLException(records.reason());
        if (say(ctx, records)) {
            ctx.flush();
        }
        if (fault != null) {
            state = State.BROKEN;
        }
        if (out.isReadable()) {
            hasRead = true;
            ctx.fireChannelRead(out);
        } else {
            out.release();
        }
        if (inputEnded) {
            ctx.fireUserEventTriggered(SslCloseCompletionEvent.SUCCESS);
        }
        if (fault != null) {
            refuseWaiting(fault);
            ctx.fireExceptionCaught(fault);
            ctx.close();
        }
    }

    // ---- what goes

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf piece)) {
            ReferenceCountUtil.release(message);
            promise.tryFailure(new UnsupportedMessageTypeException(message, ByteBuf.class));
        } else if (state == State.HANDSHAKE || state == State.OPEN) {
            waiting.add(piece);
            waiting.add(promise);
        } else {
            piece.release();
            promise.tryFailure(new SSLException("nothing can be said after the goodbye"));
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        encrypt(ctx);
        ctx.flush();
    }

    private void encrypt(ChannelHandlerContext ctx) {
        while (state == State.OPEN && records != null && !waiting.isEmpty()) {
            ByteBuf piece = (ByteBuf) waiting.remove();
            ChannelPromise promise = (ChannelPromise) waiting.remove();
            if (!piece.isReadable()) {
                ctx.write(piece, promise);
                continue;
            }
            if (!piece.hasMemoryAddress() || sharesRecord(piece, promise)) {
                ByteBuf joined = ctx.alloc().directBuffer(Math.max(piece.readableBytes(), JOINED));
                joined.writeBytes(piece);
                piece.release();
                piece = joined;
                while (sharesRecord(piece, promise)) {
                    ByteBuf next = (ByteBuf) waiting.remove();
                    piece.writeBytes(next);
                    next.release();
                    promise = (ChannelPromise) waiting.remove();
                }
            }
            send(ctx, records, piece, promise);
        }
    }

    /** Whether the next piece goes into one record with this one, of whose end nobody wants to know. */
    private boolean sharesRecord(ByteBuf piece, ChannelPromise promise) {
        return promise.isVoid()
                && piece.readableBytes() < SMALL
                && waiting.peek() instanceof ByteBuf next
                && next.readableBytes() < SMALL;
    }

    private void send(ChannelHandlerContext ctx, BoringRecords records, ByteBuf piece, ChannelPromise promise) {
        ByteBuf out;
        try {
            out = records.encrypt(piece);
        } catch (SSLException fault) {
            state = State.BROKEN;
            promise.tryFailure(fault);
            refuseWaiting(fault);
            ctx.close();
            return;
        } finally {
            piece.release();
        }
        ctx.write(out, promise);
    }

    private static boolean say(ChannelHandlerContext ctx, BoringRecords records) {
        ByteBuf said = records.says();
        if (said == null) {
            return false;
        }
        ctx.write(said, ctx.voidPromise());
        return true;
    }

    private void refuseWaiting(Exception cause) {
        while (!waiting.isEmpty()) {
            ((ByteBuf) waiting.remove()).release();
            ((ChannelPromise) waiting.remove()).tryFailure(cause);
        }
    }

    // ---- the end

    /** Says, behind all that was written, that nothing will follow. */
    void finish(ChannelHandlerContext ctx) {
        encrypt(ctx);
        if (state == State.OPEN && records != null) {
            state = State.FINISHED;
            records.finish();
            say(ctx, records);
            ctx.flush();
        }
    }

    /** Closes once the client has got the rest and our goodbye, which it is given a while to do. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        finish(ctx);
        ChannelPromise sent = ctx.newPromise();
        if (state == State.FINISHED && ctx.channel().isActive()) {
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER, sent);
        } else {
            sent.trySuccess();
        }
        if (sent.isDone()) {
            ctx.close(promise);
            return;
        }
        Future<?> impatience = ctx.executor()
                .schedule(() -> sent.tryFailure(new ClosedChannelException()), GOODBYE_SECONDS, TimeUnit.SECONDS);
        sent.addListener(gone -> {
            impatience.cancel(false);
            ctx.close(promise);
        });
    }
}
