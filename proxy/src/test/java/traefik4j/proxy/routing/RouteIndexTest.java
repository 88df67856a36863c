package traefik4j.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.Frontend;
import traefik4j.config.Places;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.rule.Match;
import traefik4j.proxy.rule.Modifiers;
import traefik4j.proxy.rule.Rule;
import traefik4j.proxy.rule.RuleParser;

/** How many routes a lookup meets, of which it asks each in full. */
class RouteIndexTest {
    private static final int ROUTES = 10_000;

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
                    Host:hN.example;PathPrefix:/pN h7777.example /p7777/x 1
                    Host:hN.example h7777.example /a/b 1
                    Host:same.example;PathPrefix:/pN same.example /p7777/x 4
                    HostRegexp:{sub:[a-z]+}.hN.example abc.h7777.example / 1
                    HostRegexp:{sub:(a|b)+}.hN.example aba.h7777.example / 1
                    HostRegexp:api-{sub}.hN.example,{any}.gN.example api-x.h7777.example / 1
                    Path:/a/N/{id:[0-9]+}/d any.example /a/7777/123/d 1
                    Path:/a/{id:[0-9]+}/N any.example /a/123/7777 4
                    Path:/{tenant}/a/{id}/N any.example /x/a/123/7777 4
                    PathPrefix:/a/{id:[0-9]+}/N any.example /a/123/7777 4
                    HostRegexp:{sub:[a-z]+}.hN.example abc.nowhere.example / 0
                    Path:/a/N/{id:[0-9]+}/d any.example /b/7777/123/d 0
                    """)
    void asksAHandfulOfTenThousand(String rule, String host, String path, int asked) {
        AtomicInteger met = new AtomicInteger();
        List<Route> routes = new ArrayList<>();
        RuleParser parser = new RuleParser(false);
        for (int i = 0; i < ROUTES; i++) {
            routes.add(route(rule.replace("N", Integer.toString(i)), parser, met));
        }
        routes.sort(Route.BY_RANK);
        RouteIndex index = new RouteIndex(routes);
        String head = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        RequestHead request = new Rehearsal("http", head.getBytes(StandardCharsets.UTF_8), false).request();

        int found = index.find(request, request.path());

        assertThat(found != RouteIndex.NONE).isEqualTo(asked > 0);
        assertThat(met.get()).isLessThanOrEqualTo(asked);
    }

    private static final class Counted extends Route {
        private final AtomicInteger asked;

        Counted(String text, Rule rule, AtomicInteger asked) {
            super(defined(text), List.of(rule), Modifiers.NONE, exchange -> {}, exchange -> {}, true);
            this.asked = asked;
        }

        @Override
        Match match(RequestHead request, RequestPath path) {
            asked.incrementAndGet();
            return super.match(request, path);
        }
    }

    private static RouteDefinition defined(String text) {
        return new RouteDefinition(
                "p", text, new Frontend("b", List.of("http"), Map.of("r", text), true, 0), Places.NONE);
    }

    private static Route route(String text, RuleParser parser, AtomicInteger asked) {
        if (parser.parse(text) instanceof Rule rule) {
            return new Counted(text, rule, asked);
        }
        throw new AssertionError(text);
    }
}
