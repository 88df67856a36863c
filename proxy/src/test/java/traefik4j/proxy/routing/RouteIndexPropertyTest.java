package traefik4j.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Frontend;
import traefik4j.config.Places;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.rule.Match;
import traefik4j.proxy.rule.Modifiers;
import traefik4j.proxy.rule.Rule;
import traefik4j.proxy.rule.RuleParser;

/** The index finds what asking every route in order finds. */
class RouteIndexPropertyTest {
    private static final String[] HOSTS = {
        "a.example", "b.example", "a.b.example", "example", "x-a.example", "c.a.b.example", "A.Example"
    };
    private static final String[] HOST_RULES = {
        "Host:a.example",
        "Host:A.EXAMPLE,b.example",
        "HostRegexp:{s:[a-z]+}.example",
        "HostRegexp:{s}.b.example,example",
        "HostRegexp:{s:.+}example",
        "HostRegexp:{s:[a-z]+}-a.example",
        "HostRegexp:a.{s}",
        "HostRegexp:{s:(a|b)+}.example",
        "Host:example;HostRegexp:{s:e.*}"
    };
    private static final String[] SEGMENTS = {"a", "ab", "abc", "b", "1", "12", "é", "a%2Fb", "x.json", ""};
    private static final String[] VARIABLES = {
        "{%s}", "{%s:[0-9]+}", "{%s:[a-z]*}", "x{%s}", "{%s}.json", "{%s:.*}", "{%s:a|b}", "{%s:[^x]+}", "{%s:[ab]+}b"
    };
    private static final String[] OTHERS = {"Method:GET", "Headers:X-A,1", "HeadersRegexp:X-A,[12]", "Query:q=1"};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsWhatAskingEveryRouteInOrderFinds(long seed) {
        Random random = new Random(seed);
        RuleParser parser = new RuleParser(seed % 2 == 0);
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            routes.add(route(i, rule(random), parser));
        }
        routes.sort(Route.BY_RANK);
        RouteIndex index = new RouteIndex(routes);
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            String head = head(random);
            RequestHead request =
                    new Rehearsal("http", head.getBytes(java.nio.charset.StandardCharsets.UTF_8), false).request();
            int result = index.find(request, request.path());
            assertThat(result).as(head).isEqualTo(scan(index, request));
            found += result == RouteIndex.NONE ? 0 : 1;
        }
        assertThat(found).isGreaterThan(500);
    }

    private static int scan(RouteIndex index, RequestHead request) {
        List<Route> routes = index.routes();
        for (int rank = 0; rank < routes.size(); rank++) {
            Match match = routes.get(rank).match(request, request.path());
            if (match != Match.NO) {
                return rank << 1 | (match == Match.OTHER_SLASH ? 1 : 0);
            }
        }
        return RouteIndex.NONE;
    }

    private static Route route(int i, String text, RuleParser parser) {
        if (!(parser.parse(text) instanceof Rule rule)) {
            throw new AssertionError(text + " " + parser.parse(text));
        }
        Frontend frontend = new Frontend("b", List.of("http"), Map.of("r", text), true, i % 7 == 0 ? i : 0);
        RouteDefinition definition = new RouteDefinition("p", "f" + i, frontend, Places.NONE);
        return new Route(definition, List.of(rule), Modifiers.NONE, exchange -> {}, exchange -> {}, true);
    }

    private static String rule(Random random) {
        List<String> sections = new ArrayList<>();
        if (random.nextInt(4) > 0) {
            sections.add(pick(random, HOST_RULES));
        }
        if (random.nextInt(6) > 0 || sections.isEmpty()) {
            sections.add(pick(random, "Path", "PathPrefix", "PathPrefixStripRegex") + ":" + paths(random));
        }
        if (random.nextInt(5) == 0) {
            sections.add(pick(random, OTHERS));
        }
        return String.join(";", sections);
    }

    private static String paths(Random random) {
        String path = path(random, true);
        return random.nextInt(3) == 0 ? path + "," + path(random, true) : path;
    }

    private static String path(Random random, boolean template) {
        StringBuilder path = new StringBuilder();
        int segments = 1 + random.nextInt(4);
        for (int i = 0; i < segments; i++) {
            String segment = template && random.nextInt(3) == 0
                    ? pick(random, VARIABLES).replace("%s", "v" + i)
                    : pick(random, SEGMENTS);
            path.append('/').append(template ? segment.replace("%2F", "-") : segment);
        }
        return path.append(random.nextInt(4) == 0 ? "/" : "").toString();
    }

    private static String head(Random random) {
        return pick(random, "GET", "POST") + " " + path(random, false) + pick(random, "", "", "?q=1") + " HTTP/1.1\r\n"
                + "Host: " + pick(random, HOSTS) + pick(random, "", ":8000") + "\r\n"
                + pick(random, "", "", "X-A: 1\r\n", "X-A: 3\r\n") + "\r\n";
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
