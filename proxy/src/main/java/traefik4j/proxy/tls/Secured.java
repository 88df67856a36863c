package traefik4j.proxy.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/** What others do to the TLS of a connection, whoever sees to it there. To be called on the event loop of the connection. */
public final class Secured {
    private Secured() {}

    /** Whether a connection has TLS. */
    public static boolean is(Channel channel) {
        return context(channel) != null || channel.pipeline().get(SslHandler.class) != null;
    }

    /** What is spoken on top of TLS, once the handshake is over; null if nothing was agreed upon. */
    public static @Nullable String protocol(Channel channel) {
        ChannelHandlerContext own = context(channel);
        if (own != null) {
            return ((BoringTls) own.handler()).protocol();
        }
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        return tls == null ? null : tls.applicationProtocol();
    }

    /** Says, behind all that was written, that nothing will follow; whether there is TLS to say it. */
    public static boolean finish(Channel channel) {
        ChannelHandlerContext own = context(channel);
        if (own != null) {
            ((BoringTls) own.handler()).finish(own);
            return true;
        }
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        }
        return tls != null;
    }

    /** Has nothing more said: the socket failed. */
    public static void silence(Channel channel) {
        ChannelHandlerContext own = context(channel);
        if (own != null) {
            ((BoringTls) own.handler()).silence();
            return;
        }
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null && tls.engine() instanceof ReferenceCountedOpenSslEngine engine) {
            engine.shutdown();
        }
    }

    /** The certificates that the client of a handler may show in a handshake that is to come; null if it is not asked for any. */
    public static @Nullable ClientCertificates clientCertificates(ChannelHandler tls) {
        return tls instanceof SslHandler handler ? new ClientCertificates(handler.engine()) : null;
    }

    /** Leaves the time limit of a handshake that is to come to somebody else, if that one is at least as strict. */
    public static void leaveHandshakeLimit(ChannelHandler tls, long othersMillis) {
        if (othersMillis <= 0) {
            return;
        }
        if (tls instanceof BoringTls own && othersMillis <= own.handshakeMillis()) {
            own.handshakeMillis(0);
        } else if (tls instanceof SslHandler handler && othersMillis <= handler.getHandshakeTimeoutMillis()) {
            handler.setHandshakeTimeoutMillis(0);
        }
    }

    private static @Nullable ChannelHandlerContext context(Channel channel) {
        return channel.pipeline().context(BoringTls.class);
    }
}
