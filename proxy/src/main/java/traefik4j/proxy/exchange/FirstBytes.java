package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Sweeper.Swept;

/**
 * The first handler of a connection whose beginning decides what becomes of it. It keeps what comes until somebody has
 * understood it, hands on what is left of it, and is gone.
 */
public final class FirstBytes extends ChannelInboundHandlerAdapter implements Swept {
    private static final Logger LOG = LoggerFactory.getLogger(FirstBytes.class);

    private final Reader reader;
    private final Worker worker;
    private final BooleanSupplier draining;
    private final long limit;
    private final long since;
    private @Nullable Channel channel;
    private @Nullable ByteBuf received;
    private int slot;

    /** What is known of a beginning. */
    public enum Outcome {
        /** Too little has come. */
        MORE,
        /** It is none: the connection is closed. */
        BROKEN,
        /** The handlers that come now were added. */
        UNDERSTOOD
    }

    /** Somebody who understands beginnings. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Looks at all that has come, from which it takes away what nobody else is to see.
         *
         * @param all what came until now, beginning with the first byte
         */
        Outcome read(Channel channel, ByteBuf all);
    }

    /**
     * A handler.
     *
     * @param limit how long the beginning may take, in nanoseconds; zero for any time
     * @param draining whether the program stops, so that whoever has said nothing yet is let go
     */
    public FirstBytes(Reader reader, long limit, Worker worker, BooleanSupplier draining) {
        this.reader = reader;
        this.limit = limit;
        this.worker = worker;
        this.draining = draining;
        since = worker.now();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        worker.sweeper().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        worker.sweeper().remove(this);
        if (received != null) {
            received.release();
            received = null;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        ByteBuf before = received;
        ByteBuf all = before == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), before, in);
        received = all;
        switch (reader.read(ctx.channel(), all)) {
            case MORE -> {}
            case BROKEN -> ctx.close();
            case UNDERSTOOD -> hand(ctx, all);
        }
    }

    private void hand(ChannelHandlerContext ctx, ByteBuf all) {
        received = null;
        if (all.isReadable()) {
            ctx.fireChannelRead(all);
        } else {
            all.release();
        }
        ctx.pipeline().remove(this);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!SocketFaults.areSeenIn(cause)) {
            LOG.error("client {}: {}", ctx.channel().remoteAddress(), cause, cause);
        }
        ctx.close();
    }

    @Override
    public void sweep(long now) {
        boolean late = limit > 0 && now - since > limit;
        if (channel != null && (late || received == null && draining.getAsBoolean())) {
            channel.close();
        }
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void slot(int number) {
        slot = number;
    }
}
