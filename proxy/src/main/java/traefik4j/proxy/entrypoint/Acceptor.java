package traefik4j.proxy.entrypoint;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.SocketOptions;
import traefik4j.proxy.exchange.Workers;

/**
 * Takes the connections of a socket that listens, and gives each to the next event loop. Netty's {@code ServerBootstrap} does
 * the same, but makes up a name for the first handler of each connection, and looks for each option among all there are.
 */
final class Acceptor extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final int PAUSE_SECONDS = 1;

    private final EventLoopGroup loops;
    private final Consumer<Channel> begin;

    Acceptor(EventLoopGroup loops, Consumer<Channel> begin) {
        this.loops = loops;
        this.begin = begin;
    }

    /**
     * Makes a socket that listens. It takes no connection before it is told to read.
     *
     * @param begin makes room for the handlers of a connection, on its event loop, before anything is read
     */
    static ChannelFuture bind(Workers workers, InetSocketAddress address, Consumer<Channel> begin) {
        ServerChannel listener = workers.transport().listeners().newChannel();
        listener.config().setAutoRead(false);
        SocketOptions.applyToListening(listener);
        listener.pipeline().addLast("acceptor", new Acceptor(workers.group(), begin));
        ChannelFuture registered = workers.group().register(listener).awaitUninterruptibly();
        return registered.isSuccess()
                ? listener.bind(address).addListener(ChannelFutureListener.CLOSE_ON_FAILURE)
                : registered;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel accepted = (Channel) message;
        try {
            SocketOptions.applyToAccepted(accepted);
            EventLoop loop = loops.next();
            loop.register(new DefaultChannelPromise(accepted, loop).addListener(registered -> {
                if (registered.isSuccess()) {
                    begin.accept(accepted);
                } else {
                    drop(accepted, registered.cause());
                }
            }));
        } catch (RuntimeException | Error unusable) {
            drop(accepted, unusable);
        }
    }

    private static void drop(Channel accepted, Throwable cause) {
        accepted.unsafe().closeForcibly();
        LOG.warn("client {}: the connection cannot be served: {}", accepted.remoteAddress(), cause, cause);
    }

    /** Waits a moment before it takes more: most often there are too many open files. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Channel listener = ctx.channel();
        LOG.warn("{}: no connection could be accepted: {}", listener.localAddress(), cause.getMessage());
        if (listener.config().isAutoRead()) {
            listener.config().setAutoRead(false);
            listener.eventLoop().schedule(() -> listener.config().setAutoRead(true), PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
