package traefik4j.proxy.entrypoint;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.http3.Http3SettingsFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Workers;

/**
 * The UDP socket of an entry point, on which HTTP/3 comes (RFC 9114, RFC 9000). Netty's codecs read QUIC; a request goes
 * the way of every other one from its head on. All its connections live on one event loop.
 */
final class Http3Listener {
    private static final int STREAM_WINDOW = 256 << 10;
    private static final int CONNECTION_WINDOW = 1 << 20;
    private static final int MAX_STREAMS = 250;
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);

    private final ConnectionSettings settings;
    private final Workers workers;
    private final ChannelGroup connections;
    private final Function<QuicChannel, ClientFacts> facts;
    private @Nullable Channel socket;

    /**
     * Does not listen yet.
     *
     * @param connections where its connections are counted
     * @param facts what is known about a connection from its first moment
     */
    Http3Listener(
            ConnectionSettings settings,
            Workers workers,
            ChannelGroup connections,
            Function<QuicChannel, ClientFacts> facts) {
        this.settings = settings;
        this.workers = workers;
        this.connections = connections;
        this.facts = facts;
    }

    /**
     * Listens.
     *
     * @throws IOException if the port cannot be had
     */
    void listen(InetSocketAddress address, QuicSslContext tls) throws IOException {
        Duration idle = settings.timeouts().idleTimeout();
        Duration limit = idle.isZero() || idle.compareTo(LONGEST_IDLE) > 0 ? LONGEST_IDLE : idle;
        ChannelHandler codec = Http3.newQuicServerCodecBuilder()
                .sslContext(tls)
                .maxIdleTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .initialMaxData(CONNECTION_WINDOW)
                .initialMaxStreamDataBidirectionalRemote(STREAM_WINDOW)
                .initialMaxStreamsBidirectional(MAX_STREAMS)
                .handler(connection())
                .build();
        var future = new Bootstrap()
                .group(workers.group())
                .channelFactory(workers.transport().datagrams())
                .handler(codec)
                .bind(address)
                .awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw new IOException(ListenAddress.reason(future.cause()), future.cause());
        }
        socket = future.channel();
    }

    private ChannelHandler connection() {
        return new ChannelInitializer<QuicChannel>() {
            @Override
            protected void initChannel(QuicChannel channel) {
                connections.add(channel);
                ClientFacts client = facts.apply(channel);
                StreamHost host = new StreamHost(settings, client, StreamClient::flushServer);
                Http3Connection connection = new Http3Connection(host);
                channel.pipeline()
                        .addLast(connection)
                        .addLast(new Http3ServerConnectionHandler(stream(connection), null, null, withTunnels(), true));
            }
        };
    }

    /** That WebSocket may come in a stream (RFC 9220). */
    private static Http3SettingsFrame withTunnels() {
        return new DefaultHttp3SettingsFrame(Http3Settings.defaultSettings().enableConnectProtocol(true));
    }

    private static ChannelHandler stream(Http3Connection connection) {
        return new ChannelInitializer<QuicStreamChannel>() {
            @Override
            protected void initChannel(QuicStreamChannel channel) {
                channel.pipeline().addLast(new Http3Stream(connection, channel));
            }
        };
    }

    /** Takes no more connections; those that are there close behind their last request. */
    void close() {
        if (socket != null) {
            socket.close().awaitUninterruptibly();
        }
    }
}
