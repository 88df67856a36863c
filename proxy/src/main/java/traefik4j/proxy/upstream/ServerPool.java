package traefik4j.proxy.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.SocketOptions;
import traefik4j.proxy.exchange.Worker;

/** The connections of one event loop to one server. The one used last is used first. */
final class ServerPool {
    private final Worker worker;
    private final LiveServer server;
    private final UpstreamSettings settings;
    private final int maxIdle;
    private final @Nullable InetSocketAddress literal;
    private final @Nullable NameLookup lookup;
    private final ArrayDeque<ServerConnection> idle = new ArrayDeque<>();
    private boolean retired;

    ServerPool(
            Worker worker,
            LiveServer server,
            UpstreamSettings settings,
            int maxIdle,
            @Nullable InetSocketAddress literal,
            @Nullable NameLookup lookup) {
        this.worker = worker;
        this.server = server;
        this.settings = settings;
        this.maxIdle = maxIdle;
        this.literal = literal;
        this.lookup = lookup;
    }

    Worker worker() {
        return worker;
    }

    LiveServer server() {
        return server;
    }

    UpstreamSettings settings() {
        return settings;
    }

    /** Sends a request, over a connection that is there or a new one. */
    void forward(Exchange exchange) {
        ServerConnection connection;
        do {
            connection = idle.pollLast();
        } while (connection != null && !connection.isUsable());
        if (connection != null) {
            connection.send(exchange, true);
        } else {
            forwardByNewConnection(exchange);
        }
    }

    /** Sends a request over a new connection, which cannot be stale. */
    void forwardByNewConnection(Exchange exchange) {
        Dial dial = new Dial(exchange, exchange.serverTimes().dial(settings.dialTimeout()));
        exchange.server(dial);
        if (literal != null) {
            connect(dial, literal);
        } else if (lookup != null) {
            lookUp(dial, lookup);
        }
    }

    private void lookUp(Dial dial, NameLookup names) {
        names.address(worker, address -> {
            if (address == null) {
                dial.fail(Failure.UNKNOWN_HOST);
            } else {
                connect(dial, address);
            }
        });
    }

    private void connect(Dial dial, InetSocketAddress address) {
        Bootstrap bootstrap = new Bootstrap()
                .group(worker.loop())
                .channelFactory(worker.transport().sockets())
                .handler(handler(dial));
        SocketOptions.apply(bootstrap);
        bootstrap.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, dial.timeoutMillis());
        bootstrap.connect(address).addListener((ChannelFuture future) -> connected(dial, future));
    }

    private ChannelHandler handler(Dial dial) {
        SecureServer secure = server.secure();
        return secure == null ? new ServerConnection(this) : new Handshake(this, secure, dial);
    }

    private void connected(Dial dial, ChannelFuture future) {
        if (!future.isSuccess()) {
            if (lookup != null) {
                lookup.failed();
                if (dial.triesAgain(lookup.count())) {
                    lookUp(dial, lookup);
                    return;
                }
            }
            dial.fail(
                    future.cause() instanceof ConnectTimeoutException
                            ? Failure.CONNECT_TIMEOUT
                            : Failure.CONNECT_FAILED);
            return;
        }
        ServerConnection connection = future.channel().pipeline().get(ServerConnection.class);
        if (connection != null) {
            established(dial, connection);
        }
    }

    /** A new connection can be used. */
    void established(Dial dial, ServerConnection connection) {
        Exchange exchange = dial.take();
        if (exchange == null) {
            release(connection);
        } else {
            connection.send(exchange, false);
        }
    }

    /** Keeps a connection that is free again, or closes it. */
    void release(ServerConnection connection) {
        if (retired || idle.size() >= maxIdle || !connection.isUsable()) {
            connection.close();
        } else {
            connection.idleSince(worker.now());
            idle.addLast(connection);
        }
    }

    /** Forgets a connection that was closed while it was free. */
    void remove(ServerConnection connection) {
        idle.remove(connection);
    }

    /** Closes what is free, now and from now on. */
    void retire() {
        retired = true;
        for (ServerConnection connection; (connection = idle.pollLast()) != null; ) {
            connection.close();
        }
    }
}
