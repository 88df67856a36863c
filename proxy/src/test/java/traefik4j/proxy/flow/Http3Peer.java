package traefik4j.proxy.flow;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client of HTTP/3, which is Netty's. It believes everybody. */
final class Http3Peer implements AutoCloseable {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel socket;
    private final QuicChannel connection;

    /**
     * Connects.
     *
     * @param window how many bytes of a stream it takes without reading them
     */
    Http3Peer(InetSocketAddress server, int window) {
        QuicSslContext tls = QuicSslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .applicationProtocols(Http3.supportedApplicationProtocols())
                .build();
        socket = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .handler(Http3.newQuicClientCodecBuilder()
                        .sslContext(tls)
                        .initialMaxData(10_000_000)
                        .initialMaxStreamDataBidirectionalLocal(window)
                        .maxIdleTimeout(10, TimeUnit.SECONDS)
                        .build())
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        connection = QuicChannel.newBootstrap(socket)
                .handler(new Http3ClientConnectionHandler())
                .remoteAddress(server)
                .connect()
                .syncUninterruptibly()
                .getNow();
    }

    /** A stream, and what came on it. */
    static final class Stream extends Http3RequestStreamInboundHandler {
        private volatile String heads = "";
        private volatile String body = "";
        private volatile @Nullable QuicStreamChannel channel;
        private volatile boolean ended;

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            channel = (QuicStreamChannel) ctx.channel();
        }

        @Override
        protected void channelRead(ChannelHandlerContext ctx, Http3HeadersFrame frame) {
            StringBuilder lines = new StringBuilder(heads);
            frame.headers()
                    .forEach(field -> lines.append(field.getKey())
                            .append(": ")
                            .append(field.getValue())
                            .append('\n'));
            heads = lines.toString();
        }

        @Override
        protected void channelRead(ChannelHandlerContext ctx, Http3DataFrame frame) {
            body = body.concat(new String(ByteBufUtil.getBytes(frame.content()), StandardCharsets.ISO_8859_1));
            frame.release();
        }

        @Override
        protected void channelInputClosed(ChannelHandlerContext ctx) {
            ended = true;
        }

        private QuicStreamChannel channel() {
            return requireNonNull(channel);
        }

        /** Sends content; {@code end} says that it is the last. */
        void data(String content, boolean end) {
            var written = channel()
                    .writeAndFlush(
                            new DefaultHttp3DataFrame(Unpooled.copiedBuffer(content, StandardCharsets.ISO_8859_1)));
            if (end) {
                written.addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
            }
        }

        /** All fields, a line each, once the head has come. */
        String heads() {
            await().until(() -> !heads.isEmpty());
            return heads;
        }

        /** The content, once it has ended. */
        String body() {
            await().until(() -> ended);
            return body;
        }

        /** Takes nothing any more. */
        void stopReading() {
            channel().config().setAutoRead(false);
        }
    }

    /** Sends the head of a request: names and values in turn. */
    Stream request(boolean end, String... fields) {
        Http3Headers headers = new DefaultHttp3Headers(false);
        for (int i = 0; i < fields.length; i += 2) {
            headers.add(fields[i], fields[i + 1]);
        }
        Stream stream = new Stream();
        QuicStreamChannel channel =
                Http3.newRequestStream(connection, stream).syncUninterruptibly().getNow();
        var written = channel.writeAndFlush(new DefaultHttp3HeadersFrame(headers));
        if (end) {
            written.addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
        }
        return stream;
    }

    @Override
    public void close() {
        connection.close().syncUninterruptibly();
        socket.close().syncUninterruptibly();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
