package traefik4j.proxy.exchange;

import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/** How the operating system does I/O: epoll on Linux, the JDK's selector elsewhere. */
public enum Transport {
    /** Linux, by Netty's native library. */
    EPOLL,
    /** Any system. */
    NIO;

    /** The best one that works here. */
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** Event loops, each a thread. */
    public EventLoopGroup eventLoops(int count) {
        return new MultiThreadIoEventLoopGroup(
                count, this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** Makes sockets that listen. */
    public ChannelFactory<ServerChannel> listeners() {
        return this == EPOLL ? EpollServerSocketChannel::new : NioServerSocketChannel::new;
    }

    /** Makes sockets for datagrams. */
    public ChannelFactory<DatagramChannel> datagrams() {
        return this == EPOLL ? EpollDatagramChannel::new : NioDatagramChannel::new;
    }

    /** Makes sockets that connect. */
    public ChannelFactory<SocketChannel> sockets() {
        return this == EPOLL ? EpollSocketChannel::new : NioSocketChannel::new;
    }
}
