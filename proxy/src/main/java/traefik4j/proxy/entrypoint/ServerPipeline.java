package traefik4j.proxy.entrypoint;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Networks;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.Workers;
import traefik4j.proxy.http.RequestParser;

/**
 * The handlers of a client's connection, in the order its bytes meet them: TLS, if the entry point has it, then HTTP/1.
 */
final class ServerPipeline extends ChannelInitializer<Channel> {
    private static final long HANDSHAKE_SECONDS = 10;

    private final ConnectionSettings settings;
    private final @Nullable CompletableFuture<SslContext> tls;
    private final Workers workers;
    private final ChannelGroup connections;
    private final RequestParser parser;

    ServerPipeline(
            ConnectionSettings settings,
            @Nullable CompletableFuture<SslContext> tls,
            Workers workers,
            ChannelGroup connections) {
        this.settings = settings;
        this.tls = tls;
        this.workers = workers;
        this.connections = connections;
        parser = new RequestParser(settings.limits());
    }

    @Override
    protected void initChannel(Channel channel) {
        if (channel.remoteAddress() == null) {
            // Gone before it was looked at.
            channel.close();
            return;
        }
        connections.add(channel);
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            // Nothing is accepted before the certificates are ready.
            SslHandler handler = tls.join().newHandler(channel.alloc());
            handler.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
            pipeline.addLast("tls", handler);
        }
        pipeline.addLast("http1", new ClientConnection(settings, facts(channel), channel));
    }

    private ClientFacts facts(Channel channel) {
        InetSocketAddress address = (InetSocketAddress) channel.remoteAddress();
        boolean trusted = settings.trustsAll() || settings.trusted().contains(address.getAddress());
        Peer peer = new Peer(
                address,
                settings.secure(),
                trusted,
                settings.entryPoint(),
                settings.trustsAll() ? Networks.ALL : settings.trusted());
        return new ClientFacts(
                peer, new ForwardedFields(peer, settings.serverName()), workers.of(channel.eventLoop()), parser);
    }
}
