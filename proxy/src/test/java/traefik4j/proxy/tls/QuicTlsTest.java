package traefik4j.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicCodecBuilder;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.ClientCa;
import traefik4j.config.Pem;
import traefik4j.config.Tls;
import traefik4j.config.TlsVersion;

/** The handshakes of an entry point in QUIC (RFC 9001). */
class QuicTlsTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Channel> sockets = new ArrayList<>();

    @AfterEach
    void close() {
        sockets.forEach(socket -> socket.close().syncUninterruptibly());
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Channel bound(ChannelHandler codec) {
        Channel socket = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(codec)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        sockets.add(socket);
        return socket;
    }

    private static <B extends QuicCodecBuilder<B>> B limited(B builder) {
        return builder.initialMaxData(1000)
                .initialMaxStreamDataBidirectionalLocal(1000)
                .initialMaxStreamDataBidirectionalRemote(1000)
                .initialMaxStreamsBidirectional(1)
                .maxIdleTimeout(5, TimeUnit.SECONDS);
    }

    /** Something that listens, does handshakes and sends back what it gets. */
    private SocketAddress server(ServerTls tls) {
        tls.ready().join();
        return bound(limited(new QuicServerCodecBuilder())
                        .sslContext(QuicTls.context(tls))
                        .streamHandler(new Echo())
                        .build())
                .localAddress();
    }

    @ChannelHandler.Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.writeAndFlush(message);
        }
    }

    /** Tells whether something came back. */
    private static final class Answer extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Boolean> came;

        Answer(CompletableFuture<Boolean> came) {
            this.came = came;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
            came.complete(true);
        }
    }

    private boolean isLetIn(SocketAddress server, @Nullable String shown) {
        return isLetIn(server, client(shown == null ? null : new TlsClient.Stubborn(shown)));
    }

    private static QuicSslContext client(@Nullable KeyManager shown) {
        QuicSslContextBuilder builder = QuicSslContextBuilder.forClient()
                .trustManager(new TrustAnybody())
                .applicationProtocols(Http3.supportedApplicationProtocols());
        return (shown == null ? builder : builder.keyManager(shown, null)).build();
    }

    private boolean isLetIn(SocketAddress server, QuicSslContext client) {
        Channel socket = bound(limited(new QuicClientCodecBuilder())
                .sslEngineProvider(channel -> client.newEngine(channel.alloc(), "b.example", 443))
                .build());
        CompletableFuture<Boolean> came = new CompletableFuture<>();
        QuicChannel.newBootstrap(socket)
                .handler(new ChannelInboundHandlerAdapter())
                .remoteAddress(server)
                .connect()
                .addListener(connected -> {
                    if (connected.isSuccess()) {
                        say((QuicChannel) connected.getNow(), came);
                    } else {
                        came.complete(false);
                    }
                });
        return came.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static void say(QuicChannel connection, CompletableFuture<Boolean> came) {
        connection.closeFuture().addListener(closed -> came.complete(false));
        connection.createStream(QuicStreamType.BIDIRECTIONAL, new Answer(came)).addListener(opened -> {
            if (opened.isSuccess()) {
                ((QuicStreamChannel) opened.getNow()).writeAndFlush(Unpooled.copiedBuffer(new byte[] {1}));
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "false, client, true", "false, stranger, false", "false, , false",
        "true, client, true", "true, stranger, false", "true, , true"
    })
    void wantsToKnowClients(boolean optional, @Nullable String shown, boolean works) {
        ClientCa authority = new ClientCa(List.of(Pem.of(Given.text("ca.crt"))), optional);
        try (ServerTls tls = ServerTls.of(
                "https",
                new Tls(List.of(Given.certificate("b")), null, false, TlsVersion.TLS_1_2, List.of(), authority))) {
            assertThat(isLetIn(server(tls), shown)).isEqualTo(works);
        }
    }

    @Test
    void aClientShowsItsCertificateEachTime() {
        AtomicInteger asked = new AtomicInteger();
        KeyManager counting = new TlsClient.Stubborn("client") {
            @Override
            public String chooseEngineClientAlias(
                    String[] keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
                asked.incrementAndGet();
                return super.chooseEngineClientAlias(keyType, issuers, engine);
            }
        };
        ClientCa authority = new ClientCa(List.of(Pem.of(Given.text("ca.crt"))), false);
        try (ServerTls tls = ServerTls.of(
                "https",
                new Tls(List.of(Given.certificate("b")), null, false, TlsVersion.TLS_1_2, List.of(), authority))) {
            SocketAddress server = server(tls);
            QuicSslContext client = client(counting);
            for (int times = 1; times <= 3; times++) {
                assertThat(isLetIn(server, client)).isTrue();
                assertThat(asked).hasValue(times);
            }
        }
    }
}
