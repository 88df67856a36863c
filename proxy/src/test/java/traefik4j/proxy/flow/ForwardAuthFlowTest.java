package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
        proxy.server("auth", script);
        return asked(more);
    }

    private RawClient asked(String more) {
        return start(proxy.server("auth").url(), more).client();
    }

    private Configured start(String authority, String more) {
        return proxy.start("""
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
                    address = "%s/check?x"
                    authResponseHeaders = ["X-User"]
                """.formatted(authority) + more);
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

    @Test
    void asksOverOneConnection() {
        RawClient client = asking("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        for (int request = 0; request < 3; request++) {
            assertThat(client.exchange(Http.get("/app")).status()).isEqualTo(200);
        }
        assertThat(proxy.server("auth").connections()).isEqualTo(1);
    }

    @Test
    void letsInWhateverTheAnswerStillHasToSay() {
        RawClient client = asking("", connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(1_000_000));
            connection.readToEnd();
        });
        assertThat(client.exchange(Http.get("/app")).status()).isEqualTo(200);
    }

    @Test
    void passesALongRefusalWhole() {
        String page = "x".repeat(1 << 20);
        RawClient client = asking("HTTP/1.1 401 Unauthorized\r\nContent-Length: " + page.length() + "\r\n\r\n" + page);
        Response response = client.exchange(Http.get("/app"));
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEqualTo(page);
    }

    @Test
    void letsNobodyInWhenTheAnswerBreaksOff() {
        RawClient client = asking("", connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
        });
        assertThat(client.exchange(Http.get("/app")).status()).isEqualTo(500);
        assertThat(proxy.server("s").connections()).isZero();
    }

    @Test
    void asksAnewWhereTheConnectionWasClosedMeanwhile() {
        RawClient client = asking("", connection -> connection.answer(Http.OK));
        for (int request = 0; request < 3; request++) {
            assertThat(client.exchange(Http.get("/app")).status()).isEqualTo(200);
        }
    }

    @Test
    void dropsTheQuestionWhenTheClientLeaves() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch dropped = new CountDownLatch(1);
        RawClient client = asking("", connection -> {
            connection.request();
            asked.countDown();
            connection.readToEnd();
            dropped.countDown();
        });
        client.send(Http.get("/app"));
        Http.await(asked);
        client.reset();
        Http.await(dropped);
        assertThat(proxy.server("s").connections()).isZero();
    }

    @Test
    void saysWhoAsksWhereTheClientSaysNothing() {
        proxy.server("auth", connection -> connection.answerAll(Http.OK));
        String url = proxy.server("auth").url().replace("http://", "http://me:secret@");
        RawClient client = start(url, "").client();
        client.exchange(Http.get("/app"));
        client.exchange(Http.get("/app", "Authorization: mine"));
        String asked = proxy.server("auth").received();
        assertThat(asked)
                .containsOnlyOnce("Authorization: Basic bWU6c2VjcmV0\r\n")
                .containsOnlyOnce("Authorization: mine");
        assertThat(asked).contains("Host: 127.0.0.1:" + proxy.server("auth").port() + "\r\n");
    }

    @Test
    void speaksTlsWithWhomItBelieves() {
        ScriptedServer secure =
                ScriptedServer.secure(TestTls.server("server"), false, connection -> connection.answer(Http.OK));
        proxy.server("auth", secure);
        String tls = "[frontends.f.auth.forward.tls]\nca = \"@tls@/ca.pem\"\n";
        String url = secure.url().replace("127.0.0.1", "localhost");
        assertThat(start(url, tls).client().exchange(Http.get("/app")).status()).isEqualTo(200);
    }

    @Test
    void believesNobodyElse() {
        proxy.server(
                "auth",
                ScriptedServer.secure(TestTls.server("server"), false, connection -> connection.answerAll(Http.OK)));
        assertThat(asked("").exchange(Http.get("/app")).status()).isEqualTo(500);
    }

    @Test
    void asksByTheProxyOfTheEnvironment() {
        ScriptedServer forward = ScriptedServer.start(connection -> connection.answerAll(Http.OK));
        proxy.server("forward", forward)
                .environment(Map.of("HTTP_PROXY", "http://me:secret@127.0.0.1:" + forward.port()));
        RawClient client = start("http://auth.internal:81", "").client();
        assertThat(client.exchange(Http.get("/app")).status()).isEqualTo(200);
        assertThat(forward.received())
                .startsWith("GET http://auth.internal:81/check?x HTTP/1.1\r\nHost: auth.internal:81\r\n")
                .contains("\r\nProxy-Authorization: Basic bWU6c2VjcmV0\r\n", "\r\nX-Forwarded-Uri: /app\r\n");
    }
}
