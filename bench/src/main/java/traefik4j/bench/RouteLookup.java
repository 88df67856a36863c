package traefik4j.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import traefik4j.config.Frontend;
import traefik4j.config.Places;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.read.StaticReader;
import traefik4j.config.read.Surroundings;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.routing.EntryPointRoutes;
import traefik4j.proxy.routing.KnownRoutes;
import traefik4j.proxy.routing.RouteCompiler;
import traefik4j.proxy.routing.RouteDefinition;
import traefik4j.proxy.routing.RoutingTable;
import traefik4j.proxy.rule.RuleParser;
import traefik4j.proxy.upstream.ForwardProxies;
import traefik4j.proxy.upstream.UpstreamSettings;

/** Finding the frontend of a request, the last one of its table. */
@State(Scope.Thread)
public class RouteLookup extends Measured {
    private static final String ENTRY_POINT = "http";

    private EntryPointRoutes routes = RoutingTable.empty().forEntryPoint(ENTRY_POINT);
    private Exchange exchange = Nobody.asks(Sample.SMALL.request());

    /** Which table. */
    @Param
    public Table table = Table.ONE_HOST;

    /** Frontends, each with a number in its rule. */
    public enum Table {
        /** One host. */
        ONE_HOST(1, "Host:h%d.example", "h%d.example", "/"),
        /** Hosts. */
        HOSTS(10_000, "Host:h%d.example;PathPrefix:/p%1$d", "h%d.example", "/p%d/x"),
        /** Hosts with a part that an expression describes. */
        HOST_EXPRESSIONS(10_000, "HostRegexp:{sub:[a-z]+}.h%d.example", "www.h%d.example", "/"),
        /** Paths with a part that an expression describes. */
        PATH_EXPRESSIONS(10_000, "Path:/a/%d/{id:[0-9]+}/d", "any.example", "/a/%d/4711/d");

        private final int size;
        private final String rule;
        private final String host;
        private final String path;

        Table(int size, String rule, String host, String path) {
            this.size = size;
            this.rule = rule;
            this.host = host;
            this.path = path;
        }

        private RouteDefinition frontend(int number) {
            Frontend frontend =
                    new Frontend("b" + number, List.of(ENTRY_POINT), Map.of("r", rule.formatted(number)), true, 0);
            return new RouteDefinition("file", "f" + number, frontend, Places.NONE);
        }

        private byte[] request(int number) {
            return Ascii.bytes(
                    "GET " + path.formatted(number) + " HTTP/1.1\r\nHost: " + host.formatted(number) + "\r\n\r\n");
        }
    }

    /** Compiles the table; fails where the request would go elsewhere. */
    @Setup
    public void compile() {
        Handler last = asked -> {};
        String lastBackend = "b" + (table.size - 1);
        List<RouteDefinition> frontends =
                IntStream.range(0, table.size).mapToObj(table::frontend).toList();
        routes = RouteCompiler.compile(
                        frontends,
                        (provider, backend) -> backend.equals(lastBackend) ? last : asked -> {},
                        new RuleParser(false),
                        access(),
                        new KnownRoutes())
                .table()
                .forEntryPoint(ENTRY_POINT);
        exchange = Nobody.asks(table.request(table.size - 1));
        if (route() != last) {
            throw new IllegalStateException("not routed to " + lastBackend);
        }
    }

    /** To whom the exchange belongs. */
    @Benchmark
    public Handler route() {
        return routes.route(exchange);
    }

    /** Nobody is asked who is let in, but who would ask has to be said. */
    private static AccessControl access() {
        StaticConfiguration defaults = StaticReader.read(List.of(), new Surroundings(Map.of(), Path.of("nowhere")))
                .configuration();
        return new AccessControl(Map.of(), UpstreamSettings.of(defaults, ForwardProxies.NONE), List.of());
    }
}
