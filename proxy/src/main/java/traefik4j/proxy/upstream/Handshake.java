package traefik4j.proxy.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Failure;

/**
 * The handshake on a new connection to a server that speaks TLS. When it is over it gives way to the protocol the two
 * sides agreed upon, or nothing of the request was sent.
 */
final class Handshake extends ChannelInboundHandlerAdapter {
    private final ServerPool pool;
    private final SecureServer server;
    private final Dial dial;

    Handshake(ServerPool pool, SecureServer server, Dial dial) {
        this.pool = pool;
        this.server = server;
        this.dial = dial;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        boolean onlyHttp1 = dial.isForWebsocket() || pool.server().greeting() != null;
        SslHandler tls = server.handler(ctx.alloc(), onlyHttp1);
        tls.setHandshakeTimeout(pool.settings().handshakeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        ctx.pipeline().addBefore(ctx.name(), "tls", tls);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent over) {
            if (over.isSuccess()) {
                server.succeeded();
                agreed(ctx, ctx.pipeline().get(SslHandler.class).applicationProtocol());
            } else {
                server.failed(over.cause());
                pool.failed(dial, failure(ctx, over.cause()));
                ctx.close();
            }
        }
    }

    /** The place where the protocol is chosen: what the server took of what ALPN offered, else HTTP/1.1. */
    private void agreed(ChannelHandlerContext ctx, @Nullable String protocol) {
        if (ApplicationProtocolNames.HTTP_2.equals(protocol)) {
            Http2ServerConnection many = new Http2ServerConnection(pool);
            ctx.pipeline().replace(this, "http2", many);
            pool.established(dial, many);
            return;
        }
        ServerConnection connection = new ServerConnection(pool, false);
        ctx.pipeline().replace(this, "http1", connection);
        pool.established(dial, connection);
    }

    /** As Traefik 1.x tells them apart (reference §4.2): too late, gone, or not who it should be. */
    private static Failure failure(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof SslHandshakeTimeoutException) {
            return Failure.CONNECT_TIMEOUT;
        }
        return ctx.channel().isActive() ? Failure.TLS_FAILED : Failure.CONNECT_FAILED;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // What breaks a handshake ends it, and was told as an event.
        ctx.close();
    }
}
