package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.flow.RawClient.Response;

/** Who is let in, and what servers learn of it (reference §2.5). */
class AuthFlowTest {
    private static final String BCRYPT = BCrypt.withDefaults().hashToString(4, "test".toCharArray());

    @AutoClose
    private final Configured proxy = new Configured().server("s", ScriptedServer.Connection::echoAll);

    private static String basic(String credentials) {
        byte[] bytes = credentials.getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(bytes);
    }

    private RawClient frontend(String more) {
        return proxy.start("""
                [entryPoints.http]
                address = "127.0.0.1:0"
                [file]
                [backends.b.servers.s]
                url = "@s@"
                [frontends.f]
                backend = "b"
                  [frontends.f.routes.r]
                  rule = "PathPrefix:/"
                """ + more).client();
    }

    private RawClient guarded(String more) {
        return frontend("""
                  [frontends.f.auth]
                  headerField = "x-webauth-user"
                    [frontends.f.auth.basic]
                    users = ["bob:%s"]
                """.formatted(BCRYPT) + more);
    }

    @Test
    void asksForAPassword() {
        Response response = guarded("").exchange(Http.GET);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.field("Www-Authenticate")).isEqualTo("Basic realm=\"traefik\"");
        assertThat(response.field("Content-Type")).isEqualTo("text/plain");
        assertThat(response.body()).isEqualTo("401 Unauthorized\n");
    }

    @Test
    void letsInWhoKnowsIt() {
        RawClient client = guarded("");
        for (int i = 0; i < 3; i++) {
            assertThat(client.exchange(Http.get("/", basic("bob:test"))).body()).contains("Authorization: Basic ");
        }
    }

    @Test
    void keepsOthersOut() {
        RawClient client = guarded("");
        for (String credentials : new String[] {"bob:wrong", "eve:test", "bob", ":", ""}) {
            assertThat(client.exchange(Http.get("/", basic(credentials))).status())
                    .isEqualTo(401);
        }
        assertThat(client.exchange(Http.get("/", "Authorization: basic Ym9iOnRlc3Q="))
                        .status())
                .isEqualTo(401);
        assertThat(client.exchange(Http.get("/", basic("bob:test"), basic("eve:test")))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void tellsServersTheNameOfNobodyElse() {
        String seen = guarded("    removeHeader = true\n")
                .exchange(Http.get(
                        "/",
                        basic("bob:test"),
                        "X-Webauth-User: admin",
                        "X_Webauth_User: evil",
                        "Connection: x-webauth-user"))
                .body();
        assertThat(seen).contains("x-webauth-user: bob\r\n").doesNotContain("admin", "evil", "Authorization");
    }

    @Test
    void takesTheBodyOfWhoWaits() {
        RawClient client = guarded("");
        String body = "x".repeat(300_000);
        String request = Http.request("POST", "/", "Content-Length: 300000", basic("bob:test"));
        assertThat(client.exchange(request + body).body()).endsWith(body);
        assertThat(client.exchange(Http.get("/", basic("bob:test"))).status()).isEqualTo(200);
    }

    @Test
    void forgetsWhoLeaves() {
        RawClient client = guarded("");
        client.send(Http.get("/", basic("bob:test")));
        client.reset();
        assertThat(proxy.client().exchange(Http.get("/", basic("bob:test"))).status())
                .isEqualTo(200);
    }

    @Test
    void readsTheOldOption() {
        RawClient client = frontend("  basicAuth = [\"bob:%s\"]\n"
                        .formatted(BCRYPT)
                        .replaceFirst("^", "[frontends.g]\nbackend = \"b\"\npriority = 100\n")
                + "[frontends.g.routes.r]\nrule = \"Path:/g\"\n");
        assertThat(client.exchange(Http.get("/g")).status()).isEqualTo(401);
        assertThat(client.exchange(Http.get("/g", basic("bob:test"))).status()).isEqualTo(200);
    }

    /** In Traefik 1.x they are two middlewares, one behind the other (reference §0.1 step 14). */
    @Test
    void theOldOptionAndTheNewOneBothHaveToBeSatisfied() {
        RawClient client = proxy.start("""
                [entryPoints.http]
                address = "127.0.0.1:0"
                [file]
                [backends.b.servers.s]
                url = "@s@"
                [frontends.f]
                backend = "b"
                basicAuth = ["bob:%1$s", "eve:%1$s"]
                  [frontends.f.routes.r]
                  rule = "PathPrefix:/"
                  [frontends.f.auth.basic]
                  users = ["bob:%1$s", "joe:%1$s"]
                """.formatted(BCRYPT)).client();
        assertThat(client.exchange(Http.GET).status()).isEqualTo(401);
        assertThat(client.exchange(Http.get("/", basic("bob:test"))).status()).isEqualTo(200);
        assertThat(client.exchange(Http.get("/", basic("eve:test"))).status()).isEqualTo(401);
        assertThat(client.exchange(Http.get("/", basic("joe:test"))).status()).isEqualTo(401);
    }

    @Test
    void challengesForADigest() {
        RawClient client = frontend("""
                    [frontends.f.auth.digest]
                    users = ["bob:traefik:a2688e031edb4be6a3797f3882655c05"]
                """);
        Response response = client.exchange(Http.GET);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.field("Www-Authenticate")).startsWith("Digest realm=\"traefik\", nonce=\"");
    }

    @Test
    void guardsAnEntryPointBeforeItsWhiteList() {
        RawClient client = proxy.start("""
                [entryPoints.http]
                address = "127.0.0.1:0"
                  [entryPoints.http.auth.basic]
                  users = ["bob:%s"]
                  [entryPoints.http.whiteList]
                  sourceRange = ["192.0.2.0/24"]
                [file]
                """.formatted(BCRYPT)).client();
        assertThat(client.exchange(Http.GET).status()).isEqualTo(401);
        assertThat(client.exchange(Http.get("/", basic("bob:test"))).status()).isEqualTo(403);
    }
}
