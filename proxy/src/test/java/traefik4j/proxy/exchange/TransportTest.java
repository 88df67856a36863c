package traefik4j.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransportTest {
    static Stream<Transport> available() {
        return Stream.of(Transport.values()).filter(Transport::isAvailable);
    }

    /** {@link SocketOptions} leaves that to Netty: without it, what comes in two pieces takes 40 ms. */
    @ParameterizedTest
    @MethodSource("available")
    void socketsOfBothSidesDoNotWaitForMoreToSend(Transport transport) throws Exception {
        CompletableFuture<Channel> accepted = new CompletableFuture<>();
        try (EventLoopGroup loops = transport.eventLoops(1)) {
            ServerBootstrap server = new ServerBootstrap().group(loops).channelFactory(transport.listeners());
            SocketOptions.applyToAccepted(server);
            server.childHandler(completing(accepted));
            Channel listener = server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .sync()
                    .channel();
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

    private static ChannelHandler completing(CompletableFuture<Channel> accepted) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                accepted.complete(channel);
            }
        };
    }
}
