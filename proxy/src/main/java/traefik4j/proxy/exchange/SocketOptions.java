package traefik4j.proxy.exchange;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOption;
import io.netty.channel.FileRegion;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.WriteBufferWaterMark;

/**
 * The options of every socket, on both sides: how much is read at once (by {@link Reads}), and how much may wait to be written.
 * {@code TCP_NODELAY} is not among them: Netty sets it for each socket as it makes it, and asking for it again is a system call more.
 */
public final class SocketOptions {
    private static final WriteBufferWaterMark WAITING = new WriteBufferWaterMark(128 << 10, 512 << 10);

    /** Counts what is in a pipe as well, which Netty takes for nothing. */
    private static final MessageSizeEstimator SIZES = () -> message -> message instanceof ByteBuf buffer
            ? buffer.readableBytes()
            : message instanceof FileRegion region ? (int) region.count() : 0;

    private SocketOptions() {}

    /**
     * Sets the options of sockets that connect. A write that fails does not close them: a server that refuses a request
     * before it has read it all closes behind its answer, and that is still to be read.
     */
    public static void apply(AbstractBootstrap<?, ?> bootstrap, Worker worker) {
        bootstrap
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, worker.reads())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING);
    }

    /** Sets the options of sockets that are accepted; how they read is told when their event loop is known. */
    public static void applyToAccepted(ServerBootstrap bootstrap) {
        bootstrap
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.MESSAGE_SIZE_ESTIMATOR, SIZES)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WAITING);
    }
}
