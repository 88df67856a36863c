package traefik4j.proxy.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Backend;
import traefik4j.config.Loaded;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.Tcp;
import traefik4j.config.read.LoadedStatic;
import traefik4j.config.read.MainFile;
import traefik4j.config.read.StaticReader;
import traefik4j.config.read.Surroundings;
import traefik4j.proxy.balancing.BalancingSettings;
import traefik4j.proxy.balancing.LiveBackends;
import traefik4j.proxy.entrypoint.EntryPointChain;
import traefik4j.proxy.entrypoint.EntryPointServer;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.exchange.Workers;
import traefik4j.proxy.flow.ScriptedServer.Script;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.routing.BackendHandlers;
import traefik4j.proxy.routing.CompiledRoutes;
import traefik4j.proxy.routing.KnownRoutes;
import traefik4j.proxy.routing.LiveRoutes;
import traefik4j.proxy.routing.RouteCompiler;
import traefik4j.proxy.routing.RouteDefinition;
import traefik4j.proxy.routing.RoutingTable;
import traefik4j.proxy.rule.RuleParser;
import traefik4j.proxy.tcp.LiveTcp;
import traefik4j.proxy.tcp.TcpDefinition;
import traefik4j.proxy.tls.LiveCertificates;
import traefik4j.proxy.tls.TlsClient;
import traefik4j.proxy.upstream.ForwardProxies;
import traefik4j.proxy.upstream.UpstreamSettings;

/** The proxy as a {@code traefik.toml} describes it, where {@code @name@} is the URL of a server of the test. */
final class Configured implements AutoCloseable {
    private final List<Runnable> opened = new ArrayList<>();
    private final Map<String, ScriptedServer> servers = new LinkedHashMap<>();
    private final Map<String, EntryPointServer> entryPoints = new LinkedHashMap<>();
    private @Nullable LiveTcp tcp;
    private List<String> defaultEntryPoints = List.of();
    private Map<String, String> environment = Map.of();
    private final LiveRoutes routes = new LiveRoutes(RoutingTable.empty());
    private final Workers workers;

    /** With as much memory as there is. */
    Configured() {
        this(Long.MAX_VALUE);
    }

    /** Where so many bytes may wait before anybody is held back. */
    Configured(long budget) {
        workers = Workers.start(Transport.best(), 1, budget);
    }

    /** The bytes that wait for clients and servers. */
    long waiting() {
        Worker worker = workers.all().getFirst();
        return worker.loop()
                .submit(() -> worker.backlog().waiting())
                .syncUninterruptibly()
                .getNow();
    }

    /** A server with this name. */
    Configured server(String name, Script script) {
        return server(name, ScriptedServer.start(script));
    }

    /** A server with this name. */
    Configured server(String name, ScriptedServer server) {
        opened.add(server::close);
        servers.put(name, server);
        return this;
    }

    /** A server of this name. */
    ScriptedServer server(String name) {
        return requireNonNull(servers.get(name));
    }

    /** These variables say by which proxies servers are reached. */
    Configured environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /** Starts with this configuration, in which nothing may be wrong. */
    Configured start(String toml) {
        Path file = file(text(toml));
        LoadedStatic fixed = StaticReader.read(
                List.of("-c", file.toString()), new Surroundings(Map.of(), file.resolveSibling("nowhere")));
        Loaded dynamic = MainFile.at(file).read();
        assertThat(fixed.problems()).isEmpty();
        assertThat(dynamic.problems()).isEmpty();
        start(fixed.configuration(), dynamic);
        return this;
    }

    /** Puts other TCP frontends into force. */
    void replaceTcp(String toml) {
        connections(requireNonNull(tcp), MainFile.at(file(text(toml))).read());
    }

    private String text(String toml) {
        String text =
                toml.replace("@tls@", Path.of(TestTls.file("")).toAbsolutePath().toString());
        for (Map.Entry<String, ScriptedServer> server : servers.entrySet()) {
            ScriptedServer its = server.getValue();
            text = text.replace("tcp://@" + server.getKey() + "@", "tcp://127.0.0.1:" + its.port());
            text = text.replace("@" + server.getKey() + "@", its.url());
        }
        return text;
    }

    private static Path file(String text) {
        try {
            Path file = Files.createTempFile("traefik", ".toml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(StaticConfiguration configuration, Loaded dynamic) {
        UpstreamSettings upstream = UpstreamSettings.of(configuration, ForwardProxies.of(environment));
        AccessControl access = new AccessControl(configuration.entryPoints(), upstream, workers.all());
        LiveBackends backends = new LiveBackends(upstream, workers.all(), BalancingSettings.of(configuration));
        LiveBackends.Generation generation = backends.next();
        Map<String, Backend> known = dynamic.configuration().backends();
        List<RouteDefinition> definitions = new ArrayList<>();
        dynamic.configuration().frontends().forEach((name, frontend) -> {
            List<String> at =
                    frontend.entryPoints().isEmpty() ? configuration.defaultEntryPoints() : frontend.entryPoints();
            definitions.add(new RouteDefinition("file", name, frontend.at(at), dynamic.places()));
        });
        CompiledRoutes compiled = RouteCompiler.compile(
                definitions,
                new Handlers(known, generation),
                new RuleParser(configuration.keepTrailingSlash()),
                access,
                new KnownRoutes());
        assertThat(compiled.problems()).isEmpty();
        generation.commit();
        routes.swap(compiled.table());
        LiveTcp live = new LiveTcp(configuration);
        tcp = live;
        defaultEntryPoints = configuration.defaultEntryPoints();
        connections(live, dynamic);
        listen(configuration, new EntryPointChain(access));
    }

    private void connections(LiveTcp live, Loaded dynamic) {
        Tcp said = dynamic.configuration().tcp();
        List<TcpDefinition> definitions = new ArrayList<>();
        said.frontends()
                .forEach((name, frontend) -> definitions.add(new TcpDefinition(
                        "file",
                        name,
                        frontend.entryPoints().isEmpty() ? frontend.at(defaultEntryPoints) : frontend,
                        requireNonNull(said.backends().get(frontend.backend())),
                        dynamic.places())));
        assertThat(live.replace(definitions)).isEmpty();
    }

    /** The backends of the configuration. */
    private record Handlers(Map<String, Backend> known, LiveBackends.Generation generation) implements BackendHandlers {
        @Override
        public @Nullable Handler handlerFor(String provider, String name) {
            Backend backend = known.get(name);
            return backend == null ? null : generation.backend(provider, name, backend);
        }

        @Override
        public @Nullable Handler handlerFor(RouteDefinition route) {
            Backend backend = known.get(route.frontend().backend());
            return backend == null
                    ? null
                    : generation.backend(route.provider(), route.name(), route.frontend(), backend);
        }
    }

    private void listen(StaticConfiguration configuration, EntryPointChain chain) {
        LiveCertificates certificates = new LiveCertificates(configuration.entryPoints());
        Handler router = exchange -> routes.current().route(exchange).handle(exchange);
        configuration.entryPoints().forEach((name, entryPoint) -> {
            EntryPointServer server = new EntryPointServer(
                            name,
                            entryPoint,
                            configuration,
                            certificates.at(name),
                            workers,
                            chain.around(name, entryPoint, router))
                    .relaying(requireNonNull(tcp).at(name));
            try {
                server.bind();
                server.accept();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            entryPoints.put(name, server);
        });
    }

    /** A client that has connected to the entry point {@code http}. */
    RawClient client() {
        return client("http");
    }

    /** Where an entry point listens. */
    EntryPointServer entryPoint(String name) {
        return requireNonNull(entryPoints.get(name));
    }

    /** A client that has connected to an entry point. */
    RawClient client(String entryPoint) {
        RawClient client =
                RawClient.connect(requireNonNull(entryPoints.get(entryPoint)).address());
        opened.add(client::close);
        return client;
    }

    /** A client with TLS that has not connected yet. */
    TlsClient secureClient(String entryPoint) {
        return new TlsClient(requireNonNull(entryPoints.get(entryPoint)).address());
    }

    /** A client that has connected with TLS. */
    RawClient client(TlsClient connecting) {
        try {
            RawClient client = RawClient.over(connecting.connect());
            opened.add(client::close);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        entryPoints.values().forEach(EntryPointServer::close);
        workers.close();
        opened.reversed().forEach(Runnable::run);
    }
}
