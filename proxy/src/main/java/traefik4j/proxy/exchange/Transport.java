package traefik4j.proxy.exchange;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.util.Optional;
import java.util.stream.Stream;

/** How the operating system does I/O. */
public enum Transport {
    /** Linux, by Netty's native library. */
    EPOLL("epoll") {
        @Override
        public boolean isAvailable() {
            return Epoll.isAvailable();
        }

        @Override
        IoHandlerFactory loops() {
            return EpollIoHandler.newFactory();
        }

        @Override
        public ChannelFactory<ServerChannel> listeners() {
            return TcpListener::new;
        }

        @Override
        public ChannelFactory<DatagramChannel> datagrams() {
            return EpollDatagramChannel::new;
        }

        @Override
        public ChannelFactory<Channel> sockets() {
            return TcpSocket::new;
        }
    },
    /** Linux: what is asked of the kernel, and what it answers, goes through memory both sides see. */
    IO_URING("io_uring") {
        @Override
        public boolean isAvailable() {
            return IoUring.isAvailable();
        }

        @Override
        IoHandlerFactory loops() {
            return IoUringIoHandler.newFactory();
        }

        @Override
        public ChannelFactory<ServerChannel> listeners() {
            return IoUringServerSocketChannel::new;
        }

        @Override
        public ChannelFactory<DatagramChannel> datagrams() {
            return IoUringDatagramChannel::new;
        }

        @Override
        public ChannelFactory<Channel> sockets() {
            return IoUringSocketChannel::new;
        }
    },
    /** Any system, by the selector of the JDK. */
    NIO("nio") {
        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        IoHandlerFactory loops() {
            return NioIoHandler.newFactory();
        }

        @Override
        public ChannelFactory<ServerChannel> listeners() {
            return NioServerSocketChannel::new;
        }

        @Override
        public ChannelFactory<DatagramChannel> datagrams() {
            return NioDatagramChannel::new;
        }

        @Override
        public ChannelFactory<Channel> sockets() {
            return NioSocketChannel::new;
        }
    };

    private final String word;

    Transport(String word) {
        this.word = word;
    }

    /** The one that serves most loads best of those that work here. */
    public static Transport best() {
        return EPOLL.isAvailable() ? EPOLL : NIO;
    }

    /** The one of this name: {@code epoll}, {@code io_uring} or {@code nio}. */
    public static Optional<Transport> named(String name) {
        return Stream.of(values()).filter(each -> each.word.equals(name)).findFirst();
    }

    /** Whether it works here. */
    public abstract boolean isAvailable();

    /** How its event loops wait. */
    abstract IoHandlerFactory loops();

    /** Makes sockets that listen. */
    public abstract ChannelFactory<ServerChannel> listeners();

    /** Makes sockets for datagrams. */
    public abstract ChannelFactory<DatagramChannel> datagrams();

    /** Makes sockets that connect. */
    public abstract ChannelFactory<Channel> sockets();

    /** Event loops, each a thread. */
    public EventLoopGroup eventLoops(int count) {
        return new MultiThreadIoEventLoopGroup(count, loops());
    }
}
