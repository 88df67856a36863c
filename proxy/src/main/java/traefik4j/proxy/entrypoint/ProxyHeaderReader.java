package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Networks;
import traefik4j.proxy.exchange.Sweeper.Swept;
import traefik4j.proxy.exchange.Worker;

/**
 * The first handler of a connection that may begin with a header of the PROXY protocol. It reads that, tells who the
 * client is, and is gone. The header of somebody who is not trusted is read too, and not believed (reference §2.8).
 */
final class ProxyHeaderReader extends ChannelInboundHandlerAdapter implements Swept {
    private static final Logger LOG = LoggerFactory.getLogger(ProxyHeaderReader.class);

    private final Networks trusted;
    private final Duration timeout;
    private final Worker worker;
    private final Next next;
    private final long since;
    private @Nullable Channel channel;
    private @Nullable ByteBuf received;
    private int slot;

    /** Goes on with a connection whose client is known. */
    @FunctionalInterface
    interface Next {
        /** Adds the handlers that come now. */
        void begin(Channel channel, InetSocketAddress client, InetSocketAddress local);
    }

    ProxyHeaderReader(Networks trusted, Duration timeout, Worker worker, Next next) {
        this.trusted = trusted;
        this.timeout = timeout;
        this.worker = worker;
        this.next = next;
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
        ProxyHeader header = ProxyHeader.of(all);
        if (header == null) {
            return;
        }
        InetSocketAddress peer = (InetSocketAddress) ctx.channel().remoteAddress();
        if (header.length() < 0 || peer == null) {
            LOG.debug("client {}: no header of the PROXY protocol, though it begins like one", peer);
            ctx.close();
            return;
        }
        all.skipBytes(header.length());
        begin(ctx, header, peer);
        received = null;
        if (all.isReadable()) {
            ctx.fireChannelRead(all);
        } else {
            all.release();
        }
        ctx.pipeline().remove(this);
    }

    private void begin(ChannelHandlerContext ctx, ProxyHeader header, InetSocketAddress peer) {
        InetSocketAddress local = (InetSocketAddress) ctx.channel().localAddress();
        InetSocketAddress source = header.source();
        InetSocketAddress destination = header.destination();
        if (source == null || destination == null || !trusted.contains(peer.getAddress())) {
            next.begin(ctx.channel(), peer, local);
        } else {
            next.begin(ctx.channel(), source, destination);
        }
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
        if (channel != null && !timeout.isZero() && now - since > timeout.toNanos()) {
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
