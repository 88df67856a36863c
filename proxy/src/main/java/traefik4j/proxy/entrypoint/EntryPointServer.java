package traefik4j.proxy.entrypoint;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.EntryPoint;
import traefik4j.config.Http3;
import traefik4j.config.Problem;
import traefik4j.config.ProxyProtocol;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.WhiteList;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Networks;
import traefik4j.proxy.exchange.Workers;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.tcp.EntryPointRelays;
import traefik4j.proxy.tls.ClientCertificates;
import traefik4j.proxy.tls.QuicTls;
import traefik4j.proxy.tls.ServerTls;

/** An entry point that listens: it binds, accepts, and on stop drains (reference §2, §8.2). */
public final class EntryPointServer {
    private static final Logger LOG = LoggerFactory.getLogger(EntryPointServer.class);

    private final String name;
    private final EntryPoint entryPoint;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final ServerPipeline pipeline;
    private final Workers workers;
    private final @Nullable ServerTls tls;
    private final @Nullable Http3Listener http3;
    private @Nullable Channel listener;
    private volatile byte[] alternative = {};
    private volatile boolean draining;

    /**
     * An entry point that does not listen yet.
     *
     * @param configuration what holds for all entry points
     * @param tls its TLS, which may not be ready yet; null if it has none
     * @param handler what is done with its requests
     * @throws IllegalArgumentException if a trusted network is unusable
     */
    public EntryPointServer(
            String name,
            EntryPoint entryPoint,
            StaticConfiguration configuration,
            @Nullable ServerTls tls,
            Workers workers,
            Handler handler) {
        this.name = name;
        this.entryPoint = entryPoint;
        ConnectionSettings settings = new ConnectionSettings(
                name,
                tls != null,
                proxies(entryPoint.proxyProtocol()),
                new Networks(entryPoint.forwardedHeaders().trustedIps()),
                entryPoint.forwardedHeaders().insecure(),
                LocalName.get(),
                configuration.limits(),
                configuration.respondingTimeouts(),
                handler,
                () -> alternative,
                () -> draining);
        this.tls = tls;
        pipeline = new ServerPipeline(settings, tls, workers, connections);
        http3 = entryPoint.http3() == null || tls == null
                ? null
                : new Http3Listener(settings, workers, connections, channel -> facts(pipeline, channel));
        this.workers = workers;
    }

    private static @Nullable Networks proxies(@Nullable ProxyProtocol said) {
        return said == null ? null : said.insecure() ? Networks.ALL : new Networks(said.trustedIps());
    }

    /**
     * Gives the connections that belong to these TCP frontends to them, if they come from where the white list allows. To
     * be said before it listens.
     *
     * @throws IllegalArgumentException if a range of the white list is none
     */
    public EntryPointServer relaying(EntryPointRelays relays) {
        WhiteList whiteList = entryPoint.access().whiteList();
        if (whiteList == null || whiteList.sourceRange().isEmpty()) {
            pipeline.relays(relays, Networks.ALL);
        } else {
            pipeline.relays(relays, new Networks(whiteList.sourceRange()));
        }
        return this;
    }

    /**
     * Begins to listen. Connections wait until {@link #accept}.
     *
     * @throws IOException if the address cannot be had; the message says which and why
     */
    public void bind() throws IOException {
        InetSocketAddress address = ListenAddress.parse(entryPoint.address());
        ChannelFuture future = Acceptor.bind(workers, address, pipeline::begin).awaitUninterruptibly();
        if (!future.isSuccess()) {
            throw new IOException(
                    "entry point " + name + ": cannot listen on " + entryPoint.address() + ": "
                            + ListenAddress.reason(future.cause()),
                    future.cause());
        }
        listener = future.channel();
    }

    /**
     * Takes connections, those that wait first. With TLS it begins as soon as the certificates are ready; if they are
     * unusable that is logged, and the entry point is closed.
     */
    public void accept() {
        Channel bound = listener;
        if (bound == null) {
            return;
        }
        if (tls == null) {
            bound.config().setAutoRead(true);
            return;
        }
        tls.ready().whenComplete((ready, failure) -> {
            if (failure == null) {
                report(tls);
                listenForHttp3(tls);
                bound.config().setAutoRead(true);
            } else {
                LOG.error(
                        "entry point {}: {}",
                        name,
                        requireNonNullElse(failure.getCause(), failure).getMessage());
                bound.close();
            }
        });
    }

    private ClientFacts facts(ServerPipeline pipeline, QuicChannel channel) {
        SSLEngine engine = channel.sslEngine();
        ClientCertificates certificates = engine == null ? null : new ClientCertificates(engine);
        InetSocketAddress client = (InetSocketAddress) requireNonNull(channel.remoteSocketAddress());
        return pipeline.facts(channel, client, this::address, certificates);
    }

    /** HTTP/3 has the UDP port of the same number; whoever comes by TCP is told of it from now on. */
    private void listenForHttp3(ServerTls secure) {
        Http3 said = entryPoint.http3();
        if (http3 == null || said == null) {
            return;
        }
        try {
            http3.listen(address(), QuicTls.context(secure));
            int port = said.advertisedPort() == 0 ? address().getPort() : said.advertisedPort();
            alternative = Ascii.bytes("h3=\":" + port + "\"; ma=86400");
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.error("entry point {}: no HTTP/3: {}", name, e.getMessage());
        }
    }

    private static void report(ServerTls tls) {
        for (Problem problem : tls.problems()) {
            if (problem.isError()) {
                LOG.error("{}", problem);
            } else {
                LOG.warn("{}", problem);
            }
        }
    }

    /** The address it listens on, with the real port where the configuration said 0. */
    public InetSocketAddress address() {
        if (listener == null) {
            throw new IllegalStateException("entry point " + name + " does not listen yet");
        }
        return (InetSocketAddress) listener.localAddress();
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Stops to accept connections; those that are there close after their exchange. */
    public void drain() {
        draining = true;
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
    }

    private void closeHttp3() {
        if (http3 != null) {
            http3.close();
        }
    }

    /** The number of connections. */
    public int connections() {
        return connections.size();
    }

    /** Closes the connections that are left. */
    public void close() {
        drain();
        connections.close().awaitUninterruptibly();
        closeHttp3();
        if (tls != null) {
            tls.close();
        }
    }
}
