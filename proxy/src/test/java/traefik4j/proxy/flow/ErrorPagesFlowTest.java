package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.proxy.flow.RawClient.Response;

/** Pages in the place of errors (reference §3.10). */
class ErrorPagesFlowTest {
    private static final String PAGE =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Page: yes\r\nContent-Length: 4\r\n\r\npage";

    @AutoClose
    private final Configured proxy = new Configured();

    private RawClient client(String more) {
        return proxy.start("""
                [entryPoints.http]
                address = "127.0.0.1:0"
                [file]
                [backends.b.servers.s]
                url = "@s@"
                [backends.e.servers.s]
                url = "@e@"
                [frontends.f]
                backend = "b"
                passHostHeader = true
                  [frontends.f.routes.r]
                  rule = "PathPrefix:/"
                """ + more + """
                  [frontends.f.errors.all]
                  status = ["404", "500-599", "403"]
                  backend = "e"
                  query = "{status}.html?x"
                """).client();
    }

    private static String failing(int status, int length) {
        return "HTTP/1.1 " + status + " Broken\r\nX-Broken: yes\r\nContent-Length: " + length + "\r\n\r\n"
                + "x".repeat(length);
    }

    private Configured pages() {
        return proxy.server("e", connection -> connection.answerAll(PAGE));
    }

    @Test
    void showsThePageWithTheStatusOfTheError() {
        pages().server("s", connection -> connection.answerAll(failing(503, 5)));
        RawClient client = client("");
        for (int i = 0; i < 2; i++) {
            Response response = client.exchange(Http.get("/a"));
            assertThat(response.head())
                    .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
                    .contains("X-Page: yes")
                    .doesNotContain("X-Broken");
            assertThat(response.body()).isEqualTo("page");
        }
        assertThat(proxy.server("e").received()).startsWith("GET /503.html?x HTTP/1.1\r\nHost: h\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"responseForwarding]\nflushInterval = '1h'\n", "buffering]\nmemResponseBodyBytes = 10\n"})
    void showsThePageOfABackendThatHoldsResponsesBack(String backend) {
        pages().server("s", connection -> connection.answerAll(failing(503, 200_000)));
        RawClient client = client("[backends.b." + backend);
        for (int i = 0; i < 2; i++) {
            Response response = client.exchange(Http.get("/a"));
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.body()).isEqualTo("page");
        }
    }

    @Test
    void passesOtherResponses() {
        pages().server("s", connection -> connection.answerAll(failing(400, 5)));
        assertThat(client("").exchange(Http.get("/a")).body()).isEqualTo("xxxxx");
    }

    @Test
    void keepsCredentialsToItself() {
        pages().server("s", connection -> connection.answerAll(failing(500, 0)));
        client("").exchange(Http.get("/", "Authorization: secret", "Cookie: secret", "Accept-Language: de"));
        assertThat(proxy.server("e").received()).contains("Accept-Language: de").doesNotContain("secret");
    }

    @Test
    void passesCredentialsWhereThatIsWished() {
        pages().server("s", connection -> connection.answerAll(failing(500, 0)));
        client("""
                        [frontends.f.errors.first]
                        status = ["500"]
                        backend = "e"
                        query = "/"
                        passHeaders = true
                        """).exchange(Http.get("/", "Cookie: secret", "Content-Length: 0"));
        assertThat(proxy.server("e").received()).contains("Cookie: secret");
    }

    @Test
    void replacesWhatTheProxyItselfAnswers() {
        pages().server("s", connection -> connection.request());
        Response response = client("").exchange(Http.GET);
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.body()).isEqualTo("page");
    }

    @Test
    void replacesTheAnswersOfPolicies() {
        pages().server("s", connection -> connection.answerAll(Http.OK));
        Response response = client("[frontends.f.whiteList]\nsourceRange = [\"192.0.2.1\"]\n")
                .exchange(Http.GET);
        assertThat(response.status()).isEqualTo(403);
        assertThat(response.body()).isEqualTo("page");
    }

    @Test
    void givesHeadNoBody() {
        pages().server("s", connection -> connection.answerAll(failing(503, 5).replace("xxxxx", "")));
        RawClient client = client("");
        client.send(Http.request("HEAD", "/"));
        assertThat(client.head().head()).startsWith("HTTP/1.1 503 ").contains("Content-Length: 4");
        client.send(Http.request("HEAD", "/"));
        assertThat(client.head().status()).isEqualTo(503);
    }

    @Test
    void doesNotWaitForTheEndOfALongError() {
        pages().server("s", connection -> {
            connection.request();
            connection.send("HTTP/1.1 500 Broken\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(200_000));
            connection.readToEnd();
        });
        assertThat(client("").exchange(Http.GET).body()).isEqualTo("page");
    }

    @Test
    void saysSomethingWhereThePageIsMissingToo() {
        proxy.server("e", connection -> connection.request())
                .server("s", connection -> connection.answerAll(failing(503, 5)));
        Response response = client("").exchange(Http.GET);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("Service Unavailable");
    }

    @Test
    void survivesAClientThatLeavesWhileThePageIsFetched() {
        proxy.server("e", connection -> {
                    connection.request();
                    connection.readToEnd();
                })
                .server("s", connection -> connection.answerAll(failing(503, 5)));
        RawClient client = client("");
        client.send(Http.GET);
        proxy.server("e").connection(0);
        client.reset();
        assertThat(proxy.server("e").connection(0).isClosedByPeer()).isTrue();
    }
}
