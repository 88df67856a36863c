package traefik4j.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportTest {
    static Stream<Transport> available() {
        return Stream.of(Transport.values()).filter(Transport::isAvailable);
    }

    /** {@link SocketOptions} leaves that to the sockets: without it, what comes in two pieces takes 40 ms. */
    @ParameterizedTest
    @MethodSource("available")
    void socketsOfBothSidesDoNotWaitForMoreToSend(Transport transport) throws Exception {
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        try (EventLoopGroup loops = transport.eventLoops(1)) {
            Channel listener = listen(loops, transport, completing(accepted));
            Bootstrap client = new Bootstrap()
                    .group(loops)
                    .channelFactory(transport.sockets())
                    .handler(new ChannelInboundHandlerAdapter());
            Channel connected = client.connect(listener.localAddress()).sync().channel();

            for (Channel each : List.of(connected, accepted.get(10, TimeUnit.SECONDS))) {
                assertThat(each.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
                each.close().sync();
            }
            listener.close().sync();
        }
    }

    /** Whoever left without a word is found out by the kernel. */
    @ParameterizedTest
    @MethodSource("available")
    void acceptedSocketsAreKeptAlive(Transport transport) throws Exception {
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        try (EventLoopGroup loops = transport.eventLoops(1)) {
            Channel listener = listen(loops, transport, completing(accepted));
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port(listener))) {
                assertThat(client.isConnected()).isTrue();
                Channel each = accepted.get(10, TimeUnit.SECONDS);
                assertThat(each.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
                each.close().sync();
            }
            listener.close().sync();
        }
    }

    /** A socket that waits for its turn is in nobody's way: it has to be known that its client has left. */
    @Test
    void whoLeavesIsMissedBeforeAnythingIsRead() throws Exception {
        assumeThat(Transport.EPOLL.isAvailable()).isTrue();
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        CompletableFuture<Throwable> left = new CompletableFuture<>();
        try (EventLoopGroup loops = Transport.EPOLL.eventLoops(1)) {
            ServerBootstrap server = new ServerBootstrap().group(loops).channelFactory(Transport.EPOLL.listeners());
            server.childOption(ChannelOption.AUTO_READ, false).childHandler(new ChannelInboundHandlerAdapter() {
                @Override
                public void channelActive(ChannelHandlerContext ctx) {
                    accepted.complete(ctx.channel());
                }

                @Override
                public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                    left.complete(cause);
                }
            });
            Channel listener = server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .sync()
                    .channel();
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port(listener))) {
                accepted.get(10, TimeUnit.SECONDS);
                client.setSoLinger(true, 0);
            }

            assertThat(left.get(10, TimeUnit.SECONDS)).hasMessageContaining("reset");
            accepted.join().close().sync();
            listener.close().sync();
        }
    }

    private static Channel listen(EventLoopGroup loops, Transport transport, ChannelHandler first) throws Exception {
        return new ServerBootstrap()
                .group(loops)
                .channelFactory(transport.listeners())
                .handler(preparing())
                .childHandler(first)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
    }

    private static int port(Channel listener) {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private static ChannelHandler preparing() {
        return new ChannelInitializer<ServerChannel>() {
            @Override
            protected void initChannel(ServerChannel listener) {
                SocketOptions.applyToListening(listener);
            }
        };
    }

    private static ChannelHandler completing(CompletableFuture<Channel> accepted) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                SocketOptions.applyToAccepted(channel);
                accepted.complete(channel);
            }
        };
    }
}
