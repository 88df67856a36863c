package traefik4j.proxy.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/** One side of a {@link Relay}: what comes here goes to the other side, no faster than that takes it. */
final class RelayEnd extends ChannelInboundHandlerAdapter {
    private final Relay relay;
    private final Channel other;
    private boolean ended;

    RelayEnd(Relay relay, Channel other) {
        this.relay = relay;
        this.other = other;
    }

    /** Whether the client has said in its TLS that it sends no more. */
    static boolean isEndOfTls(Object event) {
        return event instanceof SslCloseCompletionEvent closing && closing.isSuccess();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        relay.carries();
        other.write(message, other.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        other.flush();
        if (!relay.takesMore(other)) {
            Relay.read(ctx.channel(), false);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        relay.carries();
        Relay.read(other, relay.takesMore(ctx.channel()));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || isEndOfTls(event)) {
            end();
        }
    }

    /** This side sends no more. */
    void end() {
        if (!ended) {
            ended = true;
            relay.end(other);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        relay.close();
        ctx.close();
    }
}
