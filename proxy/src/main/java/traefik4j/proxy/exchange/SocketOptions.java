package traefik4j.proxy.exchange;

import io.netty.bootstrap.AbstractBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.FileRegion;
import io.netty.channel.MessageSizeEstimator;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;

/**
 * The options of every socket, on both sides: how much is read at once (by {@link Reads}), and how much may wait to be written.
 * {@code TCP_NODELAY} is not among them: each socket has it from the beginning, and asking for it again is a system call more.
 */
public final class SocketOptions {
    /** Connections that wait to be accepted, at most. */
    static final int BACKLOG = 4096;

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

    /** Sets the options of a socket that is going to listen, if it does not have them from the beginning. */
    public static void applyToListening(ServerChannel listener) {
        if (listener instanceof TcpListener) {
            return;
        }
        listener.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
        listener.config().setOption(ChannelOption.SO_REUSEADDR, true);
    }

    /** Sets the options of a socket that was accepted; how it reads is told when its event loop is known. */
    public static void applyToAccepted(Channel accepted) {
        ChannelConfig config = accepted.config();
        if (!(accepted instanceof TcpSocket)) {
            config.setOption(ChannelOption.SO_KEEPALIVE, true);
        }
        config.setMessageSizeEstimator(SIZES);
        config.setWriteBufferWaterMark(WAITING);
        config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }
}
