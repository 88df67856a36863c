package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.flow.RawClient.Response;

/** Somebody else's server decides who is let in (reference §2.5). */
class ForwardAuthFlowTest {
    @AutoClose
    private final Configured proxy = new Configured().server("s", ScriptedServer.Connection::echoAll);

    private RawClient asking(String answer) {
        return asking("", connection -> connection.answerAll(answer));
    }

    private RawClient asking(String more, ScriptedServer.Script script) {
        return proxy.server("auth", script).start("""
                [entryPoints.http]
                address = "127.0.0.1:0"
                [file]
                [backends.b.servers.s]
                url = "@s@"
                [frontends.f]
                backend = "b"
                  [frontends.f.routes.r]
                  rule = "PathPrefixStrip:/app"
                    [frontends.f.auth.forward]
                    address = "@auth@/check?x"
                    authResponseHeaders = ["X-User"]
                """ + more).client();
    }

    @Test
    void letsInWhomTheServerLetsIn() {
        RawClient client = asking("HTTP/1.1 204 No Content\r\nX-User: bob\r\n\r\n");
        String seen = client.exchange(Http.get("/app/a?b", "X-User: admin", "x_user: evil", "Cookie: c"))
                .body();
        assertThat(seen)
                .startsWith("GET /a?b HTTP/1.1\r\n")
                .contains("X-User: bob\r\n", "Cookie: c\r\n")
                .doesNotContain("admin", "evil");
    }

    @Test
    void tellsTheServerAboutTheRequest() {
        RawClient client = asking(Http.OK);
        client.exchange(Http.request(
                        "PUT",
                        "/app/a?b",
                        "Content-Length: 4",
                        "Cookie: c",
                        "X-Forwarded-Uri: /mine",
                        "X_Forwarded_Proto: mine",
                        "X-Forwarded-Prefix: /mine",
                        "Connection: x-hop",
                        "X-Hop: mine")
                + "body");
        String asked = proxy.server("auth").received();
        assertThat(asked)
                .startsWith("GET /check?x HTTP/1.1\r\n")
                .containsIgnoringCase("Cookie: c\r\n")
                .containsIgnoringCase("X-Forwarded-Method: PUT\r\n")
                .containsIgnoringCase("X-Forwarded-Uri: /app/a?b\r\n")
                .containsIgnoringCase("X-Forwarded-Proto: http\r\n")
                .containsIgnoringCase("X-Forwarded-Host: h\r\n")
                .containsIgnoringCase("X-Forwarded-For: 127.0.0.1\r\n");
        assertThat(asked.toLowerCase(Locale.ROOT)).doesNotContain("mine", "content-length: 4", "body");
    }

    @Test
    void passesTheBodyOfWhoIsLetIn() {
        RawClient client = asking(Http.OK);
        String body = "x".repeat(200_000);
        Response response = client.exchange(Http.request("POST", "/app", "Content-Length: 200000") + body);
        assertThat(response.body()).endsWith(body);
    }

    @Test
    void passesTheAnswerToWhoIsNot() {
        RawClient client =
                asking("HTTP/1.1 302 Found\r\nLocation: /login\r\nSet-Cookie: a=b\r\nConnection: keep-alive\r\n"
                        + "Content-Length: 5\r\n\r\nlogin");
        Response response = client.exchange(Http.get("/app"));
        assertThat(response.status()).isEqualTo(302);
        assertThat(response.field("Location")).isEqualTo(proxy.server("auth").url() + "/login");
        assertThat(response.field("Set-Cookie")).isEqualTo("a=b");
        assertThat(response.body()).isEqualTo("login");
    }

    @Test
    void letsNobodyInWhenTheServerIsGone() {
        RawClient client = asking("", connection -> connection.request());
        Response response = client.exchange(Http.get("/app"));
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void readsNoMoreOfAnAnswerThanIsSane() {
        RawClient client = asking("", connection -> {
            connection.request();
            connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 3000000\r\n\r\n" + "x".repeat(3_000_000));
        });
        assertThat(client.exchange(Http.get("/app")).status()).isEqualTo(500);
    }

    @Test
    void tellsTheServerNoMoreThanIsWished() {
        RawClient client = asking("authRequestHeaders = [\"Cookie\"]\n", connection -> connection.answerAll(Http.OK));
        client.exchange(Http.get("/app", "Cookie: c", "Authorization: secret"));
        assertThat(proxy.server("auth").received())
                .containsIgnoringCase("Cookie: c")
                .doesNotContain("secret");
    }
}
