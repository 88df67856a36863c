package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Receiver;
import traefik4j.proxy.exchange.Sweeper.Swept;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http2.Preface;
import traefik4j.proxy.tls.Secured;

/**
 * The first moment of a connection: finds out which HTTP the client speaks, and makes room for whoever reads that. With
 * TLS the handshake says it (ALPN, RFC 7301), without it the first bytes do (RFC 9113 §3.3).
 */
final class ProtocolChoice extends Receiver implements Swept {
    private final ConnectionSettings settings;
    private final ClientFacts client;
    private final long since;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf first;
    private int slot;

    ProtocolChoice(ConnectionSettings settings, ClientFacts client) {
        this.settings = settings;
        this.client = client;
        since = client.worker().now();
    }

    @Override
    protected Worker worker() {
        return client.worker();
    }

    @Override
    protected boolean expectsHead() {
        return true;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        client.worker().sweeper().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        client.worker().sweeper().remove(this);
        ByteBuf left = first;
        first = null;
        if (left != null) {
            left.release();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                choose(ctx, "h2".equals(Secured.protocol(ctx.channel())));
            } else {
                ctx.close();
            }
        } else if (event instanceof ChannelInputShutdownEvent || event == SslCloseCompletionEvent.SUCCESS) {
            // whoever leaves before the first request wants no answer
            ctx.close();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        ByteBuf before = first;
        ByteBuf all = before == null ? in : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), before, in);
        boolean http2 = Preface.begins(all);
        if (http2 && all.readableBytes() < Preface.length()) {
            first = all;
            return;
        }
        first = null;
        choose(ctx, http2);
        ctx.fireChannelRead(all);
    }

    private void choose(ChannelHandlerContext ctx, boolean http2) {
        ChannelHandler handler =
                http2 ? new Http2Connection(settings, client) : new ClientConnection(settings, client, ctx.channel());
        ctx.pipeline().replace(this, http2 ? "http2" : "http1", handler);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        BrokenSocket.closeFor(cause, ctx);
    }

    @Override
    public void sweep(long now) {
        long limit = settings.limits().headerReadTimeout().toNanos();
        boolean late = limit > 0 && now - since > limit;
        if (context != null && (late || first == null && settings.draining().getAsBoolean())) {
            context.close();
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
