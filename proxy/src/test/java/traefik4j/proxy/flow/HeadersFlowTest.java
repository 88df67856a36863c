package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.flow.RawClient.Response;

/** What is done about header fields on their way (reference §3.9). */
class HeadersFlowTest {
    private static final String CONFIGURATION = """
            [entryPoints.http]
            address = "127.0.0.1:0"
            [file]
            [backends.b.servers.s]
            url = "@s@"
            [frontends.f]
            backend = "b"
              [frontends.f.routes.r]
              rule = "PathPrefix:/"
              [frontends.f.headers]
            """;

    @AutoClose
    private final Configured proxy = new Configured();

    private String serverSees(String headers, String... fields) {
        proxy.server("s", ScriptedServer.Connection::echoAll).start(CONFIGURATION + headers);
        return proxy.client().exchange(Http.get("/p?q", fields)).body();
    }

    private Response clientSees(String headers, String... fields) {
        String answer = Http.head(
                "HTTP/1.1 200 OK", "Content-Length: 0", "Server: secret", "X-Frame-Options: ALLOW", "X-Kept: yes");
        proxy.server("s", connection -> connection.answerAll(answer)).start(CONFIGURATION + headers);
        return proxy.client().exchange(Http.get("/p?q", fields));
    }

    @Test
    void setsAndTakesAwayRequestFields() {
        String seen = serverSees(
                """
                [frontends.f.headers.customRequestHeaders]
                X-Script-Name = "test"
                X-Gone = ""
                Host = "nobody"
                X-Forwarded-Proto = "https"
                """, "X-Script-Name: mine", "x_script_name: mine too", "X-Gone: 1", "x-gone: 2", "X-Kept: 3");
        assertThat(seen)
                .contains("X-Script-Name: test\r\n", "X-Kept: 3\r\n", "X-Forwarded-Proto: https\r\n")
                .doesNotContain("mine", "nobody", "X-Forwarded-Proto: http\r\n");
        assertThat(seen.toLowerCase(Locale.ROOT)).doesNotContain("gone");
    }

    @Test
    void setsAndTakesAwayResponseFields() {
        Response response = clientSees("""
                frameDeny = true
                [frontends.f.headers.customResponseHeaders]
                Server = ""
                X-New = "new"
                """);
        assertThat(response.field("Server")).isEmpty();
        assertThat(response.field("X-New")).isEqualTo("new");
        assertThat(response.field("X-Frame-Options")).isEqualTo("DENY");
        assertThat(response.field("X-Kept")).isEqualTo("yes");
    }

    @Test
    void leavesWhatTheProxyAnswersAsItIs() {
        proxy.server("s", connection -> connection.request()).start(CONFIGURATION + "frameDeny = true");
        Response response = proxy.client().exchange(Http.GET);
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.field("X-Frame-Options")).isEmpty();
    }

    @Test
    void letsCustomFieldsWin() {
        Response response = clientSees("""
                frameDeny = true
                [frontends.f.headers.customResponseHeaders]
                X-Frame-Options = "SAMEORIGIN"
                """);
        assertThat(response.field("X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(response.head()).containsOnlyOnce("X-Frame-Options");
    }

    @Test
    void tellsBrowsersToBeCareful() {
        Response response = clientSees("""
                stsSeconds = 100
                stsIncludeSubdomains = true
                stsPreload = true
                forceSTSHeader = true
                contentTypeNosniff = true
                browserXssFilter = true
                referrerPolicy = "no-referrer"
                permissionsPolicy = "geolocation=()"
                contentSecurityPolicy = "script-src $NONCE"
                publicKey = "pin"
                """);
        assertThat(response.head())
                .contains("Strict-Transport-Security: max-age=100; includeSubDomains; preload\r\n")
                .contains("X-Content-Type-Options: nosniff\r\n")
                .contains("X-XSS-Protection: 1; mode=block\r\n")
                .contains("Referrer-Policy: no-referrer\r\n")
                .contains("Permissions-Policy: geolocation=()\r\n")
                .containsPattern("Content-Security-Policy: script-src 'nonce-[A-Za-z0-9+/]{22}'\r\n")
                .doesNotContain("Public-Key-Pins");
    }

    @Test
    void sendsClientsToTls() {
        Response response = clientSees("sslRedirect = true");
        assertThat(response.status()).isEqualTo(301);
        assertThat(response.field("Location")).isEqualTo("https://h/p?q");
    }

    @Test
    void sendsClientsToTlsForNow() {
        Response response = clientSees("sslRedirect = true\nsslTemporaryRedirect = true\nsslHost = \"s.example\"");
        assertThat(response.status()).isEqualTo(307);
        assertThat(response.field("Location")).isEqualTo("https://s.example/p?q");
    }

    @Test
    void knowsTlsThatEndedBefore() {
        Response response = clientSees(
                "sslRedirect = true\n[frontends.f.headers.sslProxyHeaders]\nX-Forwarded-Proto = \"https\"",
                "X-Forwarded-Proto: https");
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void doesNotCareAboutHostsAndTlsInDevelopment() {
        Response response =
                clientSees("isDevelopment = true\nsslRedirect = true\nallowedHosts = [\"other\"]\nstsSeconds = 1");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.field("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void refusesOtherHosts() {
        Response response = clientSees("allowedHosts = [\"a.example\", \"b.example:80\"]");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).isEqualTo("Bad Host\n");
    }

    @Test
    void letsOtherSitesUseIt() {
        Response response = clientSees(
                "accessControlAllowOriginList = [\"https://a.example\"]\naddVaryHeader = true",
                "Origin: https://a.example");
        assertThat(response.field("Access-Control-Allow-Origin")).isEqualTo("https://a.example");
        assertThat(response.field("Vary")).isEqualTo("Origin");
    }

    @Test
    void keepsStrangersFromUsingIt() {
        Response response = clientSees(
                "accessControlAllowOriginListRegex = [\"^https://[a-z]+\\\\.example$\"]", "Origin: https://evil");
        assertThat(response.field("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void answersWhenBrowsersAskBeforehand() {
        proxy.server("s", connection -> connection.answerAll(Http.OK)).start(CONFIGURATION + """
                accessControlAllowOriginListRegex = ['^https://[a-z]+\\.example$']
                accessControlAllowMethods = ["GET", "PUT"]
                accessControlAllowHeaders = ["X-A"]
                accessControlAllowCredentials = true
                accessControlMaxAge = 60
                """);
        Response response = proxy.client()
                .exchange(Http.request(
                        "OPTIONS", "/", "Origin: https://b.example", "Access-Control-Request-Method: PUT"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.head())
                .contains("Access-Control-Allow-Origin: https://b.example\r\n")
                .contains("Access-Control-Allow-Methods: GET,PUT\r\n")
                .contains("Access-Control-Allow-Headers: X-A\r\n")
                .contains("Access-Control-Allow-Credentials: true\r\n")
                .contains("Access-Control-Max-Age: 60\r\n");
    }
}
