package traefik4j.proxy.upstream;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ProxyProtocol.Version;
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
    private final SharedConnections shared;
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
        shared = new SharedConnections(this, server.speaksHttp2());
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
        if (exchange.request().isWebsocket()) {
            forwardWebsocket(exchange);
        } else if (!shared.isKnown()) {
            forwardAlone(exchange);
        } else if (!shared.forward(exchange)) {
            // Not one that is free: that speaks HTTP/1.1, as WebSocket wants it, and whoever comes next waits for this
            // one.
            forwardByNewConnection(exchange);
        }
    }

    /** WebSocket is asked for in HTTP/1.1 alone. */
    private void forwardWebsocket(Exchange exchange) {
        if (server.speaksHttp2()) {
            exchange.fail(Failure.NO_WEBSOCKET);
        } else {
            forwardAlone(exchange);
        }
    }

    /** Sends a request once more that the server has not looked at; not over this connection. */
    void repeat(Exchange exchange, Http2ServerConnection not) {
        shared.remove(not);
        forward(exchange);
    }

    private void forwardAlone(Exchange exchange) {
        if (exchange.request().isWebsocket() && server.proxied() != null) {
            // A proxy need not pass WebSocket on; a tunnel does.
            forwardByNewConnection(exchange);
            return;
        }
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
        Dial dial = dial(exchange);
        exchange.server(dial);
        if (literal != null) {
            connect(dial, literal);
        } else if (lookup != null) {
            lookUp(dial, lookup);
        }
    }

    /** The server of an exchange that waits for a connection. */
    Dial dial(Exchange exchange) {
        return new Dial(exchange, exchange.serverTimes().dial(settings.dialTimeout()));
    }

    private void lookUp(Dial dial, NameLookup names) {
        names.address(worker, address -> {
            if (address == null) {
                failed(dial, Failure.UNKNOWN_HOST);
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
        SocketOptions.apply(bootstrap, worker);
        bootstrap.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, dial.timeoutMillis());
        bootstrap.connect(address).addListener((ChannelFuture future) -> connected(dial, future));
    }

    private ChannelHandler handler(Dial dial) {
        ProxiedServer proxied = server.proxied();
        boolean tunnels = server.secure() != null || server.greeting() != null || dial.isForWebsocket();
        return proxied != null && tunnels ? new Tunnel(this, proxied, dial) : speaker(dial, false);
    }

    private ChannelHandler speaker(Dial dial, boolean tunnelled) {
        SecureServer secure = server.secure();
        if (secure != null) {
            return new Handshake(this, secure, dial);
        }
        return server.speaksHttp2() ? new Http2ServerConnection(this) : new ServerConnection(this, tunnelled);
    }

    /** There will be no connection, for whoever waits for one. */
    void failed(Dial dial, Failure failure) {
        if (!dial.isForWebsocket()) {
            shared.failed(failure);
        }
        dial.fail(failure);
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
            failed(
                    dial,
                    future.cause() instanceof ConnectTimeoutException
                            ? Failure.CONNECT_TIMEOUT
                            : Failure.CONNECT_FAILED);
            return;
        }
        if (future.channel().pipeline().get(Tunnel.class) == null) {
            greet(dial, future.channel());
            established(dial, future.channel());
        }
    }

    /** A proxy has made a connection to the server. */
    void tunnelled(Dial dial, ChannelHandlerContext tunnel) {
        greet(dial, tunnel.channel());
        tunnel.pipeline().replace(tunnel.name(), "server", speaker(dial, true));
        established(dial, tunnel.channel());
    }

    /** A new connection can be used, unless TLS comes first. */
    private void established(Dial dial, Channel channel) {
        ServerConnection connection = channel.pipeline().get(ServerConnection.class);
        if (connection != null) {
            established(dial, connection);
        }
        Http2ServerConnection many = channel.pipeline().get(Http2ServerConnection.class);
        if (many != null) {
            established(dial, many);
        }
    }

    /** A new connection can be used, for many exchanges at a time. */
    void established(Dial dial, Http2ServerConnection connection) {
        connection.begin();
        Exchange exchange = dial.take();
        if (exchange != null) {
            connection.send(exchange);
        }
        shared.established(connection);
        if (retired) {
            connection.retire();
        }
    }

    /** Forgets a connection that was closed. */
    void remove(Http2ServerConnection connection) {
        shared.remove(connection);
    }

    /** Says who the client is, before TLS and everything else; it is sent together with what comes next. */
    private void greet(Dial dial, Channel channel) {
        Version version = server.greeting();
        Exchange waiting = dial.waiting();
        if (version != null && waiting != null) {
            ByteBuf header =
                    ProxyGreeting.write(version, waiting.peer(), channel.alloc().directBuffer());
            channel.pipeline().firstContext().write(header, channel.voidPromise());
        }
    }

    /** A new connection can be used, for one exchange at a time. */
    void established(Dial dial, ServerConnection connection) {
        if (shared.isKnown() && !server.speaksHttp2() && !dial.isForWebsocket()) {
            shared.speaksHttp1();
        }
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
        shared.retire();
        for (ServerConnection connection; (connection = idle.pollLast()) != null; ) {
            connection.close();
        }
    }
}
