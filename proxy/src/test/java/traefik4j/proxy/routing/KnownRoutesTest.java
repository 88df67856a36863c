package traefik4j.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Frontend;
import traefik4j.config.Places;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.middleware.TestAccess;
import traefik4j.proxy.rule.RuleParser;

final class KnownRoutesTest {
    private final Map<String, Handler> servers = new HashMap<>(Map.of("b", new Server(), "c", new Server()));
    private final BackendHandlers backends = (provider, name) -> servers.get(name);
    private final RuleParser parser = new RuleParser(false);
    private final AccessControl access = TestAccess.at(Map.of());
    private final KnownRoutes known = new KnownRoutes();

    @Test
    void keepsTheRouteOfAFrontendThatStays() {
        RouteDefinition web = definition("web", "b", "Host:web.example");
        RouteDefinition api = definition("api", "b", "Host:api.example");
        List<Route> first = compile(web, api);

        List<Route> second = compile(definition("new", "b", "Host:new.example"), web, api);

        assertThat(second).hasSize(3).containsAll(first);
    }

    @Test
    void makesAnotherOfAFrontendThatChanges() {
        List<Route> first = compile(definition("web", "b", "Host:web.example"));

        List<Route> second = compile(definition("web", "b", "Host:web.example;PathPrefix:/x"));

        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
    }

    @Test
    void keepsWhatTheRulesBecameWhereTheBackendIsAnother() {
        RouteDefinition web = definition("web", "b", "Host:web.example");
        List<Route> first = compile(web);
        servers.put("b", new Server());

        List<Route> second = compile(web);

        assertThat(second).hasSize(1).doesNotContainAnyElementsOf(first);
        assertThat(second.getFirst().handler()).isSameAs(servers.get("b"));
        assertThat(second.getFirst().matchers()).isSameAs(first.getFirst().matchers());
    }

    @Test
    void tellsTheProvidersApart() {
        RouteDefinition file = definition("web", "b", "Host:web.example");
        RouteDefinition etcd = new RouteDefinition("etcd", "web", file.frontend(), Places.NONE);
        List<Route> first = compile(file, etcd);

        assertThat(compile(etcd, file)).containsExactlyInAnyOrderElementsOf(first);
        assertThat(compile(etcd)).extracting(Route::provider).containsExactly("etcd");
    }

    @Test
    void warnsAgain() {
        RouteDefinition web = definition("web", "b", "Host:{x}.example");
        CompiledRoutes first = RouteCompiler.compile(List.of(web), backends, parser, access, known);

        CompiledRoutes second = RouteCompiler.compile(List.of(web), backends, parser, access, known);

        assertThat(first.problems()).isNotEmpty();
        assertThat(second.problems()).isEqualTo(first.problems());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void makesTheTableThatWouldHaveBeenMadeWithoutIt(long seed) {
        Random random = new Random(seed);
        List<RouteDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            change(definitions, random);
            if (i % 10 == 0) {
                servers.put("b", new Server());
            }
            List<Route> routes = compile(definitions.toArray(RouteDefinition[]::new));
            List<Route> fresh = Fresh.table(definitions, backends, false)
                    .table()
                    .forEntryPoint("http")
                    .index()
                    .routes();

            assertThat(routes).extracting(Route::name).isEqualTo(names(fresh));
            assertThat(routes)
                    .extracting(Route::frontend)
                    .isEqualTo(fresh.stream().map(Route::frontend).toList());
            assertThat(routes)
                    .extracting(Route::handler)
                    .isEqualTo(fresh.stream().map(Route::handler).toList());
        }
    }

    private static final class Server implements Handler {
        @Override
        public void handle(Exchange exchange) {
            throw new AssertionError("nobody asks");
        }
    }

    private static List<String> names(List<Route> routes) {
        return routes.stream().map(Route::name).toList();
    }

    private static void change(List<RouteDefinition> definitions, Random random) {
        int at = definitions.isEmpty() ? 0 : random.nextInt(definitions.size());
        switch (definitions.isEmpty() ? 0 : random.nextInt(5)) {
            case 1 -> definitions.remove(at);
            case 2 -> definitions.set(at, random(definitions.get(at).name(), random));
            case 3 -> Collections.swap(definitions, 0, at);
            default -> {
                String name = "f" + random.nextInt(1000);
                if (definitions.stream().noneMatch(other -> other.name().equals(name))) {
                    definitions.add(at, random(name, random));
                }
            }
        }
    }

    private static RouteDefinition random(String name, Random random) {
        String rule = "Host:h" + random.nextInt(5) + ".example;PathPrefix:/" + "x".repeat(random.nextInt(4));
        return definition(name, random.nextBoolean() ? "b" : "c", rule);
    }

    private List<Route> compile(RouteDefinition... definitions) {
        CompiledRoutes compiled = RouteCompiler.compile(List.of(definitions), backends, parser, access, known);
        return compiled.table().forEntryPoint("http").index().routes();
    }

    private static RouteDefinition definition(String name, String backend, String rule) {
        Frontend frontend = new Frontend(backend, List.of("http"), Map.of("r", rule), true, 0);
        return new RouteDefinition("file", name, frontend, Places.NONE);
    }
}
