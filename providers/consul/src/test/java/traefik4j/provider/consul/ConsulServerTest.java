package traefik4j.provider.consul;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
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

    private RealServer server;
    private int port;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        port = RealServer.freePort();
        Files.writeString(directory.resolve("acl.json"), """
                {"acl": {"enabled": true, "default_policy": "deny", "tokens": {"master": "%s"}}}
                """.formatted(TOKEN));
        server = RealServer.start(
                directory,
                port,
                "consul",
                "agent",
                "-dev",
                "-config-file=" + directory.resolve("acl.json"),
                "-bind=127.0.0.1",
                "-http-port=" + port,
                "-dns-port=-1",
                "-grpc-port=-1",
                "-server-port=" + RealServer.freePort(),
                "-serf-lan-port=" + RealServer.freePort(),
                "-serf-wan-port=-1");
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(this::answers);
    }

    private boolean answers() throws IOException, InterruptedException {
        try (Store store = open()) {
            store.write("elsewhere", Map.of("a", "b"));
            return !store.read("elsewhere").keys().isEmpty();
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private KeyValueStore options() {
        return new KeyValueStore(
                KeyValueStore.Kind.CONSUL,
                List.of("127.0.0.1:" + port),
                "traefik",
                true,
                null,
                null,
                null,
                Constraints.NONE);
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
}
