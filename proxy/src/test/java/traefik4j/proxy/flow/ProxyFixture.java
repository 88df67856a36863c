package traefik4j.proxy.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Access;
import traefik4j.config.Backend;
import traefik4j.config.BackendTls;
import traefik4j.config.Certificate;
import traefik4j.config.Cluster;
import traefik4j.config.EntryPoint;
import traefik4j.config.ForwardedHeaders;
import traefik4j.config.ForwardingTimeouts;
import traefik4j.config.LifeCycle;
import traefik4j.config.Limits;
import traefik4j.config.LoadBalancer;
import traefik4j.config.ProxyProtocol;
import traefik4j.config.RespondingTimeouts;
import traefik4j.config.Retry;
import traefik4j.config.Server;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.Tls;
import traefik4j.proxy.balancing.BalancingSettings;
import traefik4j.proxy.balancing.LiveBackends;
import traefik4j.proxy.entrypoint.EntryPointServer;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.exchange.Workers;
import traefik4j.proxy.flow.ScriptedServer.Script;
import traefik4j.proxy.tls.ServerTls;
import traefik4j.proxy.upstream.ForwardProxies;
import traefik4j.proxy.upstream.UpstreamSettings;

/**
 * The proxy of one test: an entry point on a free port, and one backend with the test's servers. It starts with the
 * first client; what is set before that is what it runs with.
 */
final class ProxyFixture implements AutoCloseable {
    private final List<Runnable> opened = new ArrayList<>();
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private String address = "127.0.0.1:0";
    private ForwardedHeaders forwardedHeaders = ForwardedHeaders.NOBODY;
    private Limits limits = Limits.DEFAULT;
    private RespondingTimeouts responding = RespondingTimeouts.DEFAULT;
    private ForwardingTimeouts forwarding = ForwardingTimeouts.DEFAULT;
    private int maxIdle = 200;
    private UnaryOperator<Handler> middleware = UnaryOperator.identity();
    private UnaryOperator<Backend> backend = UnaryOperator.identity();
    private LongSupplier clock = System::nanoTime;
    private @Nullable Tls tls;
    private @Nullable ProxyProtocol proxyProtocol;
    private BackendTls serverTls = BackendTls.UNSAID;
    private UnaryOperator<UpstreamSettings> upstream = UnaryOperator.identity();
    private Map<String, String> environment = Map.of();
    private @Nullable Retry retry;
    private long budget = Long.MAX_VALUE;
    private Transport transport = Transport.best();
    private @Nullable Workers workers;
    private @Nullable LiveBackends backends;
    private @Nullable EntryPointServer entryPoint;

    /** Where to listen. */
    ProxyFixture listens(String where) {
        address = where;
        return this;
    }

    /** Whom to believe. */
    ProxyFixture trusts(ForwardedHeaders whom) {
        forwardedHeaders = whom;
        return this;
    }

    /** Speaks TLS with this certificate of {@link TestTls}. */
    ProxyFixture tls(String certificate) {
        tls = new Tls(
                List.of(new Certificate(TestTls.pem(certificate + ".pem"), TestTls.pem(certificate + ".key"))), null);
        return this;
    }

    private @Nullable ServerTls serverTls() {
        return tls == null ? null : ServerTls.of("http", tls);
    }

    /** Whose headers of the PROXY protocol to believe. */
    ProxyFixture proxyProtocol(String... trustedIps) {
        proxyProtocol = new ProxyProtocol(List.of(trustedIps), false);
        return this;
    }

    /** What a stranger may cost. */
    ProxyFixture limits(Limits allowed) {
        limits = allowed;
        return this;
    }

    /** Time-outs towards clients. */
    ProxyFixture responding(RespondingTimeouts timeouts) {
        responding = timeouts;
        return this;
    }

    /** Time-outs towards servers. */
    ProxyFixture forwarding(Duration dialTimeout, Duration responseHeaderTimeout) {
        forwarding = new ForwardingTimeouts(dialTimeout, responseHeaderTimeout);
        return this;
    }

    /** Idle connections kept for a server. */
    ProxyFixture maxIdle(int connections) {
        maxIdle = connections;
        return this;
    }

    /** Something before the backend. */
    ProxyFixture middleware(UnaryOperator<Handler> before) {
        middleware = before;
        return this;
    }

    /** What the backend is beside its servers. */
    ProxyFixture backend(UnaryOperator<Backend> change) {
        backend = change;
        return this;
    }

    /** The clock of everything the backend remembers. */
    ProxyFixture clock(LongSupplier nanos) {
        clock = nanos;
        return this;
    }

    /** How TLS is spoken to servers. */
    ProxyFixture serverTls(BackendTls tls) {
        serverTls = tls;
        return this;
    }

    /** The variables of the environment. */
    ProxyFixture environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /** How connections to servers are used. */
    ProxyFixture upstream(UnaryOperator<UpstreamSettings> change) {
        upstream = change;
        return this;
    }

    /** How the operating system does I/O. */
    ProxyFixture transport(Transport how) {
        transport = how;
        return this;
    }

    /** How many bytes may wait before anybody is held back. */
    ProxyFixture budget(long bytes) {
        budget = bytes;
        return this;
    }

    /** The bytes that wait for clients and servers. */
    long waiting() {
        Worker worker = Objects.requireNonNull(workers).all().getFirst();
        return worker.loop()
                .submit(() -> worker.backlog().waiting())
                .syncUninterruptibly()
                .getNow();
    }

    /** Tries in all. */
    ProxyFixture attempts(int tries) {
        retry = new Retry(tries);
        return this;
    }

    /** A server, which the backend then has. */
    ScriptedServer server(Script script) {
        return server(ScriptedServer.start(script));
    }

    /** A server, which the backend then has. */
    ScriptedServer server(ScriptedServer server) {
        opened.add(server::close);
        server(server.url());
        return server;
    }

    /** Something that is closed after the proxy. */
    void alsoCloses(ScriptedServer server) {
        opened.add(server::close);
    }

    /** A server, which the backend then has under this URL. */
    ScriptedServer server(ScriptedServer server, String url) {
        opened.add(server::close);
        server(url);
        return server;
    }

    /** The URL of a server, which the backend then has. */
    ProxyFixture server(String url) {
        servers.put("server" + servers.size(), new Server(url, 1));
        return this;
    }

    /** A client that has connected. */
    RawClient client() {
        return client(0);
    }

    /** A client with a receive buffer of this size that has connected. */
    RawClient client(int receiveBuffer) {
        RawClient client = RawClient.connect(running().address(), receiveBuffer);
        opened.add(client::close);
        return client;
    }

    /** The entry point, which listens. */
    EntryPointServer running() {
        if (entryPoint == null) {
            entryPoint = start();
        }
        return entryPoint;
    }

    private EntryPointServer start() {
        EntryPoint definition = new EntryPoint(address, forwardedHeaders, tls, Access.OPEN, false, proxyProtocol, null);
        StaticConfiguration configuration = new StaticConfiguration(
                "ERROR",
                Map.of("http", definition),
                List.of("http"),
                Duration.ZERO,
                maxIdle,
                false,
                false,
                responding,
                forwarding,
                LifeCycle.DEFAULT,
                limits,
                null,
                null,
                retry,
                Duration.ofSeconds(30),
                serverTls,
                List.of(),
                Cluster.DEFAULT);
        workers = Workers.start(transport, 1, budget);
        backends = new LiveBackends(
                upstream.apply(UpstreamSettings.of(configuration, ForwardProxies.of(environment))),
                workers.all(),
                BalancingSettings.of(configuration, clock));
        LiveBackends.Generation generation = backends.next();
        Backend configured = backend.apply(new Backend(servers, LoadBalancer.DEFAULT));
        Handler last = generation.backend("test", "backend", configured);
        generation.commit();
        EntryPointServer started =
                new EntryPointServer("http", definition, configuration, serverTls(), workers, middleware.apply(last));
        try {
            started.bind();
            started.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return started;
    }

    /** A routing table that names no server any longer comes into force. */
    void dropServers() {
        if (backends != null) {
            backends.next().commit();
        }
    }

    /** Stops the proxy first, so that nothing it holds hides in a socket, then the rest. */
    @Override
    public void close() {
        if (entryPoint != null) {
            entryPoint.close();
        }
        dropServers();
        if (workers != null) {
            workers.close();
        }
        opened.reversed().forEach(Runnable::run);
    }
}
