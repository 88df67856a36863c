package traefik4j.proxy.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Sweeper.Swept;
import traefik4j.proxy.exchange.Worker;

/**
 * The first handler of a connection at an entry point where it matters for whom it is: with TCP frontends, or with hosts
 * that have TLS policies of their own. It waits for the first message of TLS, tells which name is asked for, hands on every
 * byte as it came, and is gone. What begins like TLS and is none is closed.
 */
public final class HelloReader extends ChannelInboundHandlerAdapter implements Swept {
    private static final Logger LOG = LoggerFactory.getLogger(HelloReader.class);
    private static final long LONGEST = Duration.ofSeconds(10).toNanos();

    private final Worker worker;
    private final BooleanSupplier draining;
    private final Next next;
    private final long deadline;
    private final ClientHello hello = new ClientHello();
    private @Nullable Channel channel;
    private @Nullable ByteBuf received;
    private int slot;

    /** Goes on with a connection of which the beginning is known. */
    @FunctionalInterface
    public interface Next {
        /**
         * Adds the handlers that come now.
         *
         * @param isTls whether it begins with TLS
         * @param serverName the name asked for, in lower case and without a dot at its end; null for none
         */
        void begin(boolean isTls, @Nullable String serverName);
    }

    /**
     * A reader.
     *
     * @param timeout how long the message may take; ten seconds where that is zero
     * @param draining whether the program stops, so that whoever has said nothing yet is let go
     */
    public HelloReader(Duration timeout, Worker worker, BooleanSupplier draining, Next next) {
        this.worker = worker;
        this.draining = draining;
        this.next = next;
        deadline = worker.now() + (timeout.isZero() ? LONGEST : timeout.toNanos());
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
        switch (hello.read(all)) {
            case MORE -> {}
            case OTHER -> hand(ctx, all, false, null);
            case COMPLETE -> hand(ctx, all, true, hello.serverName());
            case BROKEN -> {
                LOG.debug(
                        "client {}: no ClientHello, though it begins like one",
                        ctx.channel().remoteAddress());
                ctx.close();
            }
        }
    }

    private void hand(ChannelHandlerContext ctx, ByteBuf all, boolean isTls, @Nullable String serverName) {
        next.begin(isTls, serverName);
        received = null;
        ctx.fireChannelRead(all);
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
        if (!(cause instanceof IOException)) {
            LOG.error("client {}: {}", ctx.channel().remoteAddress(), cause, cause);
        }
        ctx.close();
    }

    @Override
    public void sweep(long now) {
        if (channel != null && (now - deadline > 0 || received == null && draining.getAsBoolean())) {
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
