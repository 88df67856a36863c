package traefik4j.proxy.entrypoint;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.Http3Exception;
import io.netty.handler.codec.quic.QuicException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Sweeper.Swept;

/** A connection of a client that speaks HTTP/3 (RFC 9114): knows how many requests are under way on it. */
final class Http3Connection extends ChannelInboundHandlerAdapter implements Swept {
    private static final Logger LOG = LoggerFactory.getLogger(Http3Connection.class);

    private final StreamHost host;
    private @Nullable ChannelHandlerContext context;
    private int streams;
    private int slot;

    Http3Connection(StreamHost host) {
        this.host = host;
    }

    StreamHost host() {
        return host;
    }

    /** A request begins. */
    void opened() {
        streams++;
    }

    /** A request is over. */
    void closed() {
        streams--;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        host.worker().sweeper().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        host.worker().sweeper().remove(this);
    }

    /** A handshake that comes to nothing, or a client that breaks the rules: its own affair. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof SSLException || cause instanceof QuicException || cause instanceof Http3Exception) {
            LOG.debug("client {}: {}", host.client().peer().address(), cause.getMessage());
        } else {
            LOG.error("client {}: {}", host.client().peer().address(), cause, cause);
        }
        ctx.close();
    }

    @Override
    public void sweep(long now) {
        if (streams == 0 && context != null && host.settings().draining().getAsBoolean()) {
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
