package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.flow.RawClient.Response;

/** Clients are sent where the configuration says (reference §2.2). */
class RedirectFlowTest {
    private static final String TO_OTHER = """
            [entryPoints.http]
            address = "127.0.0.1:0"
              [entryPoints.http.redirect]
              entryPoint = "other"
            [entryPoints.other]
            address = "127.0.0.1:0"
            [file]
            """;

    @AutoClose
    private final Configured proxy = new Configured().server("s", ScriptedServer.Connection::echoAll);

    private Response frontend(String rule, String regex, String replacement, String target) {
        String toml = """
                [entryPoints.http]
                address = "127.0.0.1:0"
                [file]
                [backends.b.servers.s]
                url = "@s@"
                [frontends.f]
                backend = "b"
                  [frontends.f.routes.r]
                  rule = "%s"
                  [frontends.f.redirect]
                  regex = '%s'
                  replacement = "%s"
                """.formatted(rule, regex, replacement);
        return proxy.start(toml).client().exchange(Http.get(target));
    }

    @Test
    void sendsClientsToAnotherEntryPoint() {
        Response response = proxy.start(TO_OTHER).client().exchange(Http.get("/a?b=c"));
        assertThat(response.status()).isEqualTo(302);
        assertThat(response.field("Location")).isEqualTo("http://h:0/a?b=c");
        assertThat(response.field("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(response.body()).isEqualTo("Found");
    }

    @Test
    void sendsClientsThatMatchAnExpression() {
        Response response = frontend("Path:/old", "^http://h/old\\?(.*)$", "https://new.example/$1", "/old?x");
        assertThat(response.status()).isEqualTo(302);
        assertThat(response.field("Location")).isEqualTo("https://new.example/x");
    }

    @Test
    void letsOthersThrough() {
        Response response = frontend("PathPrefix:/", "^http://other/(.*)", "https://new.example/$1", "/old");
        assertThat(response.body()).startsWith("GET /old ");
    }

    @Test
    void goesOnWhereNothingChanges() {
        Response response = frontend("PathPrefix:/", "^http://h/(.*)", "http://h/$1", "/old");
        assertThat(response.body()).startsWith("GET /old ");
    }

    @Test
    void putsBackThePathThatWasStripped() {
        Response response = frontend("PathPrefixStrip:/api", "^http://(.*)", "https://$1", "/api/x?y");
        assertThat(response.field("Location")).isEqualTo("https://h/api/x?y");
    }

    @Test
    void takesAwayThePrefixThatWasAdded() {
        Response response = frontend("PathPrefix:/;AddPrefix:/in", "^http://(.*)", "https://$1", "/x");
        assertThat(response.field("Location")).isEqualTo("https://h/x");
    }
}
