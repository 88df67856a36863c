package traefik4j.proxy.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.Stickiness;
import traefik4j.proxy.trial.Trial;

/** The cookie by which a client stays with its server (reference §4.5, §10.5). */
class StickyCookieTest {
    private static final String[] SERVERS = {"http://127.0.0.1:9001", "http://127.0.0.1:9002"};

    private static StickyCookie cookie(Stickiness definition) {
        return new StickyCookie(definition, "sticky", SERVERS);
    }

    private static int server(StickyCookie cookie, String sent) {
        Trial trial = Trial.of(exchange -> {}, "192.0.2.1", "GET / HTTP/1.1", "Host: a", "Cookie: " + sent);
        int server = cookie.server(trial.exchange());
        trial.leave();
        return server;
    }

    private static String told(StickyCookie cookie, int server) {
        Trial trial = Trial.get(exchange -> cookie.tell(exchange, server)).respond(200);
        return trial.addedLines().getFirst();
    }

    @Test
    void theNameComesFromTheNameOfTheBackend() {
        assertThat(StickyCookie.name("", "sticky")).isEqualTo("_82b5f");
    }

    @ParameterizedTest
    @CsvSource({"my-cookie,my-cookie", "'a b;c=d',a_b_c_d", "é,_"})
    void aConfiguredNameIsUsedAsFarAsCookiesAllow(String configured, String name) {
        assertThat(StickyCookie.name(configured, "b")).isEqualTo(name);
    }

    @Test
    void theCookieNamesNoAddress() {
        assertThat(told(cookie(new Stickiness("")), 0))
                .matches("Set-Cookie: _82b5f=[0-9a-f]{32}; Path=/")
                .doesNotContain("127");
    }

    @Test
    void attributesAreAsConfigured() {
        assertThat(told(cookie(new Stickiness("c", true, true, "Lax", "")), 0))
                .endsWith("; Path=/; HttpOnly; Secure; SameSite=Lax");
        assertThat(told(cookie(new Stickiness("c", false, false, "odd", "")), 0))
                .endsWith("; Path=/");
    }

    @Test
    void aClientThatBringsItComesBackToItsServer() {
        StickyCookie cookie = cookie(new Stickiness("c"));
        String pair = told(cookie, 1).replaceAll("Set-Cookie: ([^;]*);.*", "$1");
        assertThat(server(cookie, pair)).isEqualTo(1);
        assertThat(server(cookie, "x=y; " + pair + "; z=1")).isEqualTo(1);
        assertThat(server(cookie, "x=y;" + pair)).isEqualTo(1);
    }

    @Test
    void theValueIsTheSameInEveryInstance() {
        assertThat(told(cookie(new Stickiness("c")), 0)).isEqualTo(told(cookie(new Stickiness("c")), 0));
    }

    @Test
    void theValueDependsOnTheSecret() {
        assertThat(told(cookie(new Stickiness("c", false, false, "", "s")), 0))
                .isNotEqualTo(told(cookie(new Stickiness("c")), 0));
    }

    @Test
    void theUrlInClearIsUnderstoodAsLongAsTheServerIsThere() {
        StickyCookie cookie = cookie(new Stickiness("c"));
        assertThat(server(cookie, "c=http://127.0.0.1:9002")).isEqualTo(1);
        assertThat(server(cookie, "c=\"http://127.0.0.1:9002\"")).isEqualTo(1);
        assertThat(server(cookie, "c=http://127.0.0.1:22")).isEqualTo(-1);
    }

    @Test
    void otherCookiesMeanNothing() {
        StickyCookie cookie = cookie(new Stickiness("c"));
        assertThat(server(cookie, "cc=http://127.0.0.1:9002; d=1")).isEqualTo(-1);
        assertThat(server(cookie, "c")).isEqualTo(-1);
        assertThat(server(cookie, "c=")).isEqualTo(-1);
    }

    @Test
    void aTryThatFailsTakesItsCookieWithIt() {
        StickyCookie cookie = cookie(new Stickiness("c"));
        Trial trial = Trial.get(exchange -> {
            cookie.tell(exchange, 0);
            exchange.endListeners(0, 502);
            cookie.tell(exchange, 1);
        });
        trial.respond(200);
        assertThat(trial.addedLines()).containsExactly(told(cookie, 1));
    }
}
