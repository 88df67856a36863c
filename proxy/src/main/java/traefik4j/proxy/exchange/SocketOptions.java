package traefik4j.proxy.exchange;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;

/** The options of every socket, on both sides: how much is read at once, and how much may wait to be written. */
public final class SocketOptions {
    private static final int LEAST_READ = 2048;
    private static final int MOST_READ = 128 << 10;
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(128 << 10, 512 << 10);

    private SocketOptions() {}

    /**
     * Sets the options of sockets that connect. A write that fails does not close them: a server that refuses a request
     * before it has read it all closes behind its answer, and that is still to be read.
     */
    public static void apply(AbstractBootstrap<?, ?> bootstrap) {
        bootstrap
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING);
    }

    /** Sets the options of sockets that are accepted. */
    public static void applyToAccepted(ServerBootstrap bootstrap) {
        bootstrap
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, reads())
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING);
    }

    private static AdaptiveRecvByteBufAllocator reads() {
        return new AdaptiveRecvByteBufAllocator(LEAST_READ, LEAST_READ, MOST_READ);
    }
}
