package traefik4j.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.Frontend;
import traefik4j.config.Place;
import traefik4j.config.Places;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;

class RouteCompilerTest {
    private static final Handler SERVER = exchange -> {};

    @Test
    void leavesOutAFrontendWithABadRuleAndTellsItsPlace() {
        Places places = new Places(Map.of("frontends.bad.routes.r.rule", new Place("traefik.toml", 12, 5)));
        CompiledRoutes compiled =
                compile(definition("bad", "Nope:x", places, "http"), definition("good", "Host:h", Places.NONE, "http"));

        assertThat(compiled.problems())
                .singleElement()
                .asString()
                .startsWith("traefik.toml:12:5 frontends.bad.routes.r.rule: ");
        assertThat(compiled.table().forEntryPoint("http").index().routes()).hasSize(1);
    }

    @Test
    void leavesOutAFrontendWhoseBackendDoesNotExist() {
        CompiledRoutes compiled = Fresh.table(
                List.of(definition("web", "Host:h", Places.NONE, "http")), (provider, backend) -> null, false);

        assertThat(compiled.problems())
                .singleElement()
                .asString()
                .isEqualTo("frontends.web.backend: there is no backend \"b\" (expected: one that is defined)");
        assertThat(compiled.table().forEntryPoint("http").index().routes()).isEmpty();
    }

    @Test
    void putsAFrontendOnEachOfItsEntryPoints() {
        RoutingTable table = compile(definition("web", "Host:h", Places.NONE, "http", "https", "http"))
                .table();

        assertThat(table.forEntryPoint("http").index().routes()).hasSize(1);
        assertThat(table.forEntryPoint("https").index().routes()).hasSize(1);
        assertThat(table.forEntryPoint("other").index().routes()).isEmpty();
    }

    @Test
    void replacesTheHostUnlessItIsPassed() {
        RoutingTable table =
                compile(definition("web", "Host:h", Places.NONE, "http")).table();
        Exchange exchange = exchange("GET / HTTP/1.1\r\nHost: h\r\n\r\n");

        table.route(exchange).handle(exchange);

        assertThat(exchange.replacesHost()).isTrue();
    }

    @Test
    void swapsOneTableForAnother() {
        LiveRoutes live = new LiveRoutes(RoutingTable.empty());
        RoutingTable next =
                compile(definition("web", "Host:h", Places.NONE, "http")).table();

        live.swap(next);

        assertThat(live.current()).isSameAs(next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
                    Host:hN.example;PathPrefix:/a;Method:GET h7777.example /a/b
                    HostRegexp:{sub:[a-z]+}.hN.example abc.h7777.example /
                    Path:/a/N/{id:[0-9]+}/d any /a/7777/123/d
                    """)
    void findsOneOfTenThousandWithoutAllocating(String rule, String host, String path) {
        List<RouteDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            definitions.add(definition("f" + i, rule.replace("N", Integer.toString(i)), Places.NONE, "http"));
        }
        RoutingTable table =
                compile(definitions.toArray(RouteDefinition[]::new)).table();
        Exchange exchange = exchange("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        table.route(exchange);

        long before = allocated();
        long idle = allocated() - before;
        before = allocated();
        for (int i = 0; i < 1_000; i++) {
            table.route(exchange);
        }
        assertThat(allocated() - before - idle).isLessThan(1_000);
        table.route(exchange).handle(exchange);
        assertThat(exchange.replacesHost()).as("a server was asked").isTrue();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static Exchange exchange(String head) {
        return new Rehearsal("http", head.getBytes(StandardCharsets.UTF_8), false).exchange();
    }

    private static CompiledRoutes compile(RouteDefinition... definitions) {
        return Fresh.table(List.of(definitions), (provider, backend) -> SERVER, false);
    }

    private static RouteDefinition definition(String name, String rule, Places places, String... entryPoints) {
        Frontend frontend = new Frontend("b", List.of(entryPoints), Map.of("r", rule), false, 0);
        return new RouteDefinition("file", name, frontend, places);
    }
}
