package traefik4j.proxy.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ProxyProtocol.Version;
import traefik4j.config.ServerUrl;
import traefik4j.proxy.exchange.SocketOptions;
import traefik4j.proxy.tls.OutgoingTls;

/**
 * A server that takes bytes: where it is, and how a connection to it comes about, with a greeting first and TLS around the
 * bytes where it wants them. Shared by all event loops.
 */
public final class RawServer {
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private final String url;
    private final @Nullable InetSocketAddress literal;
    private final @Nullable NameLookup lookup;
    private final @Nullable SecureServer secure;
    private final @Nullable Version greeting;

    /**
     * A server.
     *
     * @param url {@code tcp://host:port}
     * @param tls how TLS is spoken to it; null if it is not
     * @param greeting by which version of the PROXY protocol it is told who the client is; null for not at all
     * @throws IllegalArgumentException if the URL is none
     */
    public RawServer(String url, @Nullable OutgoingTls tls, @Nullable Version greeting) {
        this.url = url;
        this.greeting = greeting;
        ServerUrl parts = ServerUrl.parseTcp(url);
        ServerAddress address = new ServerAddress(parts.scheme(), parts.host(), parts.port(), parts.host());
        literal = address.literal();
        lookup = literal == null ? new NameLookup(parts.host(), parts.port()) : null;
        secure = tls == null ? null : new SecureServer(url, tls, address);
    }

    /** Its URL, as configured. */
    public String url() {
        return url;
    }

    /** Connects, to one address of a name after the other. The connection reads nothing until it is told to. */
    public void connect(RawDial dial) {
        if (literal != null) {
            bootstrap(dial)
                    .connect(literal)
                    .addListener((ChannelFuture future) -> begin(future, dial, dial.connected()));
        } else if (lookup != null) {
            tryNext(dial, bootstrap(dial), lookup, 1);
        }
    }

    private static Bootstrap bootstrap(RawDial dial) {
        Bootstrap bootstrap = new Bootstrap()
                .group(dial.worker().loop())
                .channelFactory(dial.worker().transport().sockets())
                .handler(dial.handler());
        SocketOptions.apply(bootstrap, dial.worker());
        return bootstrap
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.clamp(dial.timeout().toMillis(), 0, Integer.MAX_VALUE));
    }

    private void tryNext(RawDial dial, Bootstrap bootstrap, NameLookup names, int number) {
        names.address(dial.worker(), address -> {
            if (address == null) {
                dial.connected().accept(null);
                return;
            }
            bootstrap
                    .connect(address)
                    .addListener((ChannelFuture future) -> begin(future, dial, channel -> {
                        if (channel == null) {
                            names.failed();
                        }
                        if (channel != null || number >= names.count()) {
                            dial.connected().accept(channel);
                        } else {
                            tryNext(dial, bootstrap, names, number + 1);
                        }
                    }));
        });
    }

    /** Says what comes before the bytes of the client; the greeting is sent together with what comes next. */
    private void begin(ChannelFuture future, RawDial dial, Consumer<@Nullable Channel> next) {
        if (!future.isSuccess()) {
            next.accept(null);
            return;
        }
        Channel channel = future.channel();
        if (greeting != null) {
            ByteBuf header = ProxyGreeting.write(
                    greeting, dial.client(), dial.local(), channel.alloc().directBuffer());
            channel.pipeline().firstContext().write(header, channel.voidPromise());
        }
        if (secure == null) {
            next.accept(channel);
        } else {
            secure(channel, secure, next);
        }
    }

    private static void secure(Channel channel, SecureServer server, Consumer<@Nullable Channel> next) {
        SslHandler tls = server.rawHandler(channel.alloc());
        tls.setHandshakeTimeout(HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS);
        tls.handshakeFuture().addListener(over -> {
            if (over.isSuccess()) {
                server.succeeded();
                next.accept(channel);
            } else {
                server.failed(over.cause());
                channel.close();
                next.accept(null);
            }
        });
        channel.pipeline().addFirst("tls", tls);
        channel.pipeline().firstContext().read();
    }
}
