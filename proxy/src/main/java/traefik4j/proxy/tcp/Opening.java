package traefik4j.proxy.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.upstream.RawDial;
import traefik4j.proxy.upstream.RawServer;

/**
 * The last handler of a client's connection from the moment its servers are known until one of them is connected: it keeps
 * what has come, reads no more, and tries one server after the other.
 */
public final class Opening extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final TcpServers servers;
    private final Worker worker;
    private final InetSocketAddress client;
    private final InetSocketAddress local;
    private final boolean awaitsHandshake;
    private final ArrayDeque<ByteBuf> kept = new ArrayDeque<>();
    private boolean ended;

    /**
     * An opening.
     *
     * @param client where the client came from
     * @param local where it came to
     * @param awaitsHandshake whether TLS is ended here, so that the servers are left alone until its handshake is over
     */
    public Opening(
            TcpServers servers,
            Worker worker,
            InetSocketAddress client,
            InetSocketAddress local,
            boolean awaitsHandshake) {
        this.servers = servers;
        this.worker = worker;
        this.client = client;
        this.local = local;
        this.awaitsHandshake = awaitsHandshake;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (!awaitsHandshake) {
            dial(ctx);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        for (ByteBuf left; (left = kept.poll()) != null; ) {
            left.release();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        kept.add((ByteBuf) message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                dial(ctx);
            } else {
                ctx.close();
            }
        } else if (event instanceof ChannelInputShutdownEvent || RelayEnd.isEndOfTls(event)) {
            ended = true;
        }
    }

    private void dial(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(false);
        int first = servers.next();
        if (first < 0) {
            LOG.debug("client {}: its backend has no servers", ctx.channel().remoteAddress());
            ctx.close();
        } else {
            dial(ctx, first, 1);
        }
    }

    private void dial(ChannelHandlerContext ctx, int number, int tries) {
        RawServer server = servers.server(number);
        Relay relay = new Relay(worker, ctx.channel(), servers.idleTimeout());
        ChannelInitializer<Channel> handler = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast("relay", new RelayEnd(relay, ctx.channel()));
            }
        };
        server.connect(new RawDial(worker, handler, servers.dialTimeout(), client, local, connected -> {
            if (connected != null) {
                established(ctx, relay, connected);
            } else if (tries < servers.count() && ctx.channel().isActive()) {
                LOG.debug("server {} cannot be reached, the next one is tried", server.url());
                dial(ctx, number + 1, tries + 1);
            } else {
                LOG.debug("server {} cannot be reached", server.url());
                ctx.close();
            }
        }));
    }

    private void established(ChannelHandlerContext ctx, Relay relay, Channel server) {
        if (ctx.isRemoved() || !ctx.channel().isActive()) {
            server.close();
            return;
        }
        relay.begin(server);
        RelayEnd end = new RelayEnd(relay, server);
        for (ByteBuf first; (first = kept.poll()) != null; ) {
            server.write(first, server.voidPromise());
        }
        server.flush();
        ctx.pipeline().replace(this, "relay", end);
        if (ended) {
            end.end();
        }
        relay.read();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
