package traefik4j.proxy.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ServerUrl;
import traefik4j.proxy.exchange.SocketOptions;
import traefik4j.proxy.exchange.Worker;

/** A server that takes bytes: where it is, and how a connection to it comes about. Shared by all event loops. */
public final class RawServer {
    private final String url;
    private final @Nullable InetSocketAddress literal;
    private final @Nullable NameLookup lookup;

    /**
     * A server.
     *
     * @param url {@code tcp://host:port}
     * @throws IllegalArgumentException if the URL is none
     */
    public RawServer(String url) {
        this.url = url;
        ServerUrl parts = ServerUrl.parseTcp(url);
        literal = new ServerAddress(parts.scheme(), parts.host(), parts.port(), parts.host()).literal();
        lookup = literal == null ? new NameLookup(parts.host(), parts.port()) : null;
    }

    /** Its URL, as configured. */
    public String url() {
        return url;
    }

    /**
     * Connects, to one address of a name after the other. The connection reads nothing until it is told to.
     *
     * @param handler makes what handles it
     * @param timeout how long each address may take; zero for any time
     * @param connected is given the connection on the worker's event loop, or null if there is none
     */
    public void connect(
            Worker worker, ChannelHandler handler, Duration timeout, Consumer<@Nullable Channel> connected) {
        if (literal != null) {
            bootstrap(worker, handler, timeout)
                    .connect(literal)
                    .addListener((ChannelFuture future) -> connected.accept(established(future)));
        } else if (lookup != null) {
            tryNext(lookup, bootstrap(worker, handler, timeout), worker, 1, connected);
        }
    }

    private static Bootstrap bootstrap(Worker worker, ChannelHandler handler, Duration timeout) {
        Bootstrap bootstrap = new Bootstrap()
                .group(worker.loop())
                .channelFactory(worker.transport().sockets())
                .handler(handler);
        SocketOptions.apply(bootstrap, worker);
        return bootstrap
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.clamp(timeout.toMillis(), 0, Integer.MAX_VALUE));
    }

    private static void tryNext(
            NameLookup names, Bootstrap bootstrap, Worker worker, int number, Consumer<@Nullable Channel> connected) {
        names.address(worker, address -> {
            if (address == null) {
                connected.accept(null);
                return;
            }
            bootstrap.connect(address).addListener((ChannelFuture future) -> {
                Channel channel = established(future);
                if (channel == null) {
                    names.failed();
                }
                if (channel != null || number >= names.count()) {
                    connected.accept(channel);
                } else {
                    tryNext(names, bootstrap, worker, number + 1, connected);
                }
            });
        });
    }

    private static @Nullable Channel established(ChannelFuture future) {
        return future.isSuccess() ? future.channel() : null;
    }
}
