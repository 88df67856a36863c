package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.Certificate;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.control.keyvalue.Store;
import traefik4j.proxy.tls.SelfSigned;

/** The program with its configuration in a key-value store, of which a BoltDB file needs no server. */
final class StoredConfigurationTest {
    @TempDir
    Path directory = Path.of("");

    private Path file;
    private String flag;
    private int port;

    @BeforeEach
    void prepare() throws IOException {
        file = directory.resolve("traefik.db");
        flag = "--boltdb.endpoint=" + file;
        port = Running.freePort();
    }

    private void put(Map<String, String> keys) throws IOException, InterruptedException {
        KeyValueStore options = new KeyValueStore(
                KeyValueStore.Kind.BOLTDB,
                List.of(file.toString()),
                "/traefik",
                true,
                null,
                null,
                null,
                Constraints.NONE);
        try (Store store = Stores.opening(options, Map.of()).open()) {
            store.write("/traefik", keys);
        }
    }

    private Path elsewhere() throws IOException {
        return Files.createTempDirectory(directory, "elsewhere");
    }

    @Test
    void aProcessThatKnowsNothingButTheStoreServesTheSame() throws Exception {
        Files.writeString(directory.resolve("traefik.toml"), """
                [entryPoints.web]
                address = "127.0.0.1:%d"
                [ping]
                entryPoint = "web"
                [file]
                [backends.b.servers.a]
                url = "http://127.0.0.1:1"
                [frontends.f]
                backend = "b"
                entryPoints = ["web"]
                [frontends.f.routes.r]
                rule = "Path:/routed"
                """.formatted(port));
        Typed stored = Typed.in(directory, "storeconfig", "-c", "traefik.toml", flag);
        assertThat(stored.out()).as(stored.err()).contains("keys below /traefik in a BoltDB file");
        try (Running traefik = Running.in(elsewhere(), flag).awaitPort(port)) {
            assertThat(Running.get(port, "x", "/ping")).startsWith("HTTP/1.1 200");
            assertThat(Running.get(port, "x", "/routed")).startsWith("HTTP/1.1 502");
            assertThat(Running.get(port, "x", "/other")).startsWith("HTTP/1.1 404");
            assertThat(traefik.err()).isEmpty();
        }
    }

    @Test
    void aCertificateInKeysIsShownAndAnotherOneAfterAChange() throws Exception {
        put(Map.of(
                "entrypoints/https/address", "127.0.0.1:" + port,
                "entrypoints/https/tls/", "",
                "defaultentrypoints/0", "https"));
        put(certificate("first"));
        try (Running traefik = Running.in(elsewhere(), flag).awaitPort(port)) {
            assertThat(TlsClient.shown(port, "shop.example")).isEqualTo("CN=first");
            assertThat(TlsClient.shown(port, "other.example")).isEqualTo("CN=TRAEFIK DEFAULT CERT");
            put(certificate("second"));
            await().until(() -> TlsClient.shown(port, "shop.example").equals("CN=second"));
            assertThat(traefik.err()).isEmpty();
        }
    }

    private static Map<String, String> certificate(String commonName) {
        Certificate certificate = SelfSigned.make(commonName, "shop.example");
        return Map.of(
                "tls/shop/entrypoints", "https",
                "tls/shop/certificate/certfile", certificate.chain().text(),
                "tls/shop/certificate/keyfile", certificate.key().text());
    }

    @Test
    void checkAndExplainSayWhatStandsInTheStore() throws Exception {
        put(Map.of(
                "entrypoints/http/address", ":8080",
                "backends/b/servers/a/url", "http://127.0.0.1:1",
                "frontends/f/backend", "b",
                "frontends/f/routes/r/rule", "Host:shop.example",
                "frontends/broken/backend", "nowhere",
                "frontends/broken/routes/r/rule", "Hose:a"));
        Typed check = Typed.in(directory, "check", flag);
        assertThat(check.out())
                .contains(
                        "boltdb /traefik/frontends/broken/backend frontends.broken.backend: there is no backend",
                        "boltdb /traefik/frontends/broken/routes/r/rule frontends.broken.routes.r.rule: ",
                        "; 1 frontend would be live");
        assertThat(check.code()).isEqualTo(1);
        Typed explain = Typed.in(directory, "explain", "GET", "http://shop.example:8080/", flag);
        assertThat(explain.out()).contains("entry     http (:8080)", "http://127.0.0.1:1");
        assertThat(explain.code()).isZero();
    }

    @Test
    void checkAndExplainSayThatAStoreDoesNotAnswer() throws Exception {
        String where =
                "boltdb: " + file + " does not exist (expected: a file of BoltDB); nobody knows what stands there";
        Typed check = Typed.in(directory, "check", flag);
        assertThat(check.out()).contains(where + " [warning]", "0 errors, 1 warning; 0 frontends would be live");
        assertThat(check.code()).isZero();
        assertThat(Typed.in(directory, "check", "--strict", flag).code()).isEqualTo(1);
        assertThat(Typed.in(directory, "check", "--zookeeper.endpoint=127.0.0.1:1")
                        .out())
                .contains("zookeeper: ZooKeeper at 127.0.0.1:1 does not answer: nobody is there; nobody knows");
        Typed explain = Typed.in(directory, "explain", "GET", "http://shop.example/", flag);
        assertThat(explain.err()).contains(where);
        assertThat(explain.code()).isEqualTo(1);
    }
}
