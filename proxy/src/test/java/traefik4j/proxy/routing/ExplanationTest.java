package traefik4j.proxy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import traefik4j.config.Frontend;
import traefik4j.config.Places;

class ExplanationTest {
    @Test
    void namesTheFrontendItsRulesAndWhatTheServerGets() {
        Explanation explanation = explain("http://example.com/api/x?q=1");

        assertThat(explanation.taken()).isNotNull();
        assertThat(explanation.lines())
                .startsWith(
                        "frontend  api (file), priority 37",
                        "rule      r1 = Host:example.com;PathPrefixStrip:/api",
                        "backend   api-backend",
                        "target    /x?q=1",
                        "adds      X-Forwarded-Prefix: /api",
                        "host      the server's own",
                        "just missed:");
    }

    @Test
    void namesWhatJustMissedAndWhyTheNearestFirst() {
        assertThat(explain("http://example.com/api/x").nearMisses())
                .extracting(NearMiss::toString)
                .containsExactly(
                        "web (file): 1 of 1 match; its priority 16 is lower than 37",
                        "post (file): 1 of 3 match; Method:POST does not match: method GET",
                        "header (file): 1 of 2 match; Headers:X-A,1 does not match: no header X-A");
    }

    @Test
    void saysThatNoFrontendMatches() {
        assertThat(explain("http://nobody.example/").lines()).startsWith("answer    404 no frontend matches");
    }

    @Test
    void saysWhereARedirectLeads() {
        assertThat(explain("h/exact?q=1").lines())
                .contains("frontend  exact (file), priority 12", "answer    301 to /exact/?q=1");
    }

    @Test
    void saysThatAnEncodedSlashMakesTheRouteUncertain() {
        assertThat(explain("http://example.com/x%2Fy").status()).isZero();
        assertThat(explain("http://example.com/%2Fapi").status()).isZero();
        assertThat(explain("http://deep.example/one%2Ftwo").lines())
                .contains("answer    400 with its encoded slashes decoded the path is not this frontend's");
    }

    @Test
    void saysThatAMalformedRequestIsNotRouted() {
        assertThat(explain("http://example.com/a b").status()).isEqualTo(400);
        assertThat(explain("http://example.com/%zz").lines())
                .containsExactly("answer    400 the request is malformed and not routed");
    }

    @Test
    void takesTheHostFromAHeaderIfOneIsGiven() {
        Question question = Question.of("http", "GET", "http://127.0.0.1:8000", List.of("host: example.com", "A: b"));

        assertThat(question.host()).isEqualTo("example.com");
        assertThat(question.target()).isEqualTo("/");
        assertThat(question.headers()).containsExactly("A: b");
    }

    private static Explanation explain(String url) {
        List<RouteDefinition> definitions = List.of(
                frontend("api", "Host:example.com;PathPrefixStrip:/api"),
                frontend("web", "Host:example.com"),
                frontend("post", "Host:example.com;Method:POST;Path:/y"),
                frontend("header", "Headers:X-A,1;PathPrefix:/"),
                frontend("query", "Host:query.example;Query:a=b"),
                frontend("one", "Host:deep.example;PathPrefix:/one"),
                frontend("two", "Host:deep.example;PathPrefix:/one/two"),
                frontend("exact", "Path:/exact/"));
        RoutingTable table = Fresh.table(definitions, (provider, backend) -> exchange -> {}, false)
                .table();
        return table.explain(Question.of("http", "GET", url, List.of()));
    }

    private static RouteDefinition frontend(String name, String rule) {
        Frontend frontend = new Frontend(name + "-backend", List.of("http"), Map.of("r1", rule), false, 0);
        return new RouteDefinition("file", name, frontend, Places.NONE);
    }
}
