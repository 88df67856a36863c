package traefik4j.provider.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.ClientTls;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.control.client.Endpoints;
import traefik4j.control.keyvalue.RealServer;
import traefik4j.control.keyvalue.Store;
import traefik4j.control.keyvalue.StoreContract;

@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsulServerTest implements StoreContract {
    private static final String TOKEN = "6f1a2c57-7c43-4a3e-9d2f-2f9a4f0a7b11";

    private static final Path PEM =
            Path.of("../../control/src/test/resources/pem").toAbsolutePath().normalize();

    private RealServer server;
    private int port;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        port = RealServer.freePort();
        server = server(directory, port, "\"ports\": {\"http\": " + port + "}");
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> answers(options("127.0.0.1:" + port, null)));
    }

    /** A server with access control lists, and what else its configuration has to say. */
    private static RealServer server(Path directory, int port, String more) throws IOException {
        Files.writeString(directory.resolve("consul.json"), """
                {"acl": {"enabled": true, "default_policy": "deny", "tokens": {"master": "%s"}}, %s}
                """.formatted(TOKEN, more));
        return RealServer.start(
                directory,
                port,
                "consul",
                "agent",
                "-dev",
                "-config-file=" + directory.resolve("consul.json"),
                "-bind=127.0.0.1",
                "-dns-port=-1",
                "-grpc-port=-1",
                "-server-port=" + RealServer.freePort(),
                "-serf-lan-port=" + RealServer.freePort(),
                "-serf-wan-port=-1");
    }

    private static boolean answers(KeyValueStore options) throws IOException, InterruptedException {
        try (Store store = Consul.open(options, TOKEN)) {
            store.write("elsewhere", Map.of("a", "b"));
            return !store.read("elsewhere").keys().isEmpty();
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static KeyValueStore options(String endpoint, @Nullable ClientTls tls) {
        return new KeyValueStore(
                KeyValueStore.Kind.CONSUL, List.of(endpoint), "traefik", true, null, tls, null, Constraints.NONE);
    }

    private KeyValueStore options() {
        return options("127.0.0.1:" + port, null);
    }

    @Override
    public Store open() throws IOException {
        return Consul.open(options(), TOKEN);
    }

    @Override
    public void deleteAll() throws Exception {
        try (Endpoints servers = new Endpoints("Consul", options().endpoints(), null)) {
            servers.header("X-Consul-Token", TOKEN);
            servers.ask("DELETE", "/v1/kv/traefik/?recurse", null, Duration.ofSeconds(10));
        }
    }

    @Test
    void withoutATokenItIsRefused() throws Exception {
        try (Store store = Consul.open(options(), "")) {
            assertThatThrownBy(() -> store.write("traefik", Map.of("a", "b")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Consul refuses");
        }
    }

    @Test
    void speaksTlsAndShowsItsCertificate(@TempDir Path directory) throws Exception {
        int secure = RealServer.freePort();
        String configuration =
                """
                "ports": {"http": -1, "https": %d}, "verify_incoming_https": true,
                "cert_file": "%s", "key_file": "%s", "ca_file": "%s"
                """.formatted(secure, PEM.resolve("ec.pem"), PEM.resolve("ec-pkcs8.key"), PEM.resolve("rsa.pem"));
        ClientTls known = showing("ec.pem", false);
        try (RealServer running = server(directory, secure, configuration)) {
            assertThat(running).isNotNull();
            KeyValueStore options = options("127.0.0.1:" + secure, known);
            await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> answers(options));
            assertThat(answers(options("127.0.0.1:" + secure, showing("rsa.pem", true))))
                    .isTrue();
            assertThatThrownBy(() -> answers(options("127.0.0.1:" + secure, showing("rsa.pem", false))))
                    .hasMessageContaining("127.0.0.1:" + secure + " does not answer: ");
            ClientTls nobody = new ClientTls(known.ca(), "", "", false);
            assertThatThrownBy(() -> answers(options("127.0.0.1:" + secure, nobody)))
                    .hasMessageContaining("127.0.0.1:" + secure + " does not answer: ");
        }
    }

    private static ClientTls showing(String ca, boolean anybody) {
        return new ClientTls(
                PEM.resolve(ca).toString(),
                PEM.resolve("rsa.pem").toString(),
                PEM.resolve("rsa-pkcs1.key").toString(),
                anybody);
    }
}
