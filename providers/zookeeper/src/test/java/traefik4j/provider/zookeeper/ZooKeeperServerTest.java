package traefik4j.provider.zookeeper;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.control.keyvalue.Content;
import traefik4j.control.keyvalue.RealServer;
import traefik4j.control.keyvalue.Store;
import traefik4j.control.keyvalue.StoreContract;

@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZooKeeperServerTest implements StoreContract {
    private RealServer server;
    private int port;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        port = RealServer.freePort();
        server = server(directory, port);
        awaitAnswer(port);
    }

    /** It listens before it answers. */
    private static void awaitAnswer(int port) {
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            try (Store store = ZooKeeperStore.open(options(port))) {
                return store.read("/").version() >= 0;
            }
        });
    }

    private static RealServer server(Path directory, int port) throws IOException {
        Path configuration = directory.resolve("zoo.cfg");
        Files.writeString(configuration, """
                tickTime=1000
                dataDir=%s
                clientPort=%d
                clientPortAddress=127.0.0.1
                admin.enableServer=false
                """.formatted(directory, port));
        String classPath = "/etc/zookeeper/conf:/usr/share/java/zookeeper.jar";
        return RealServer.start(
                directory,
                port,
                "java",
                "-Xmx128m",
                "-Dlogback.configurationFile=none",
                "-cp",
                classPath,
                "org.apache.zookeeper.server.quorum.QuorumPeerMain",
                configuration.toString());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static KeyValueStore options(int port) {
        return new KeyValueStore(
                KeyValueStore.Kind.ZOOKEEPER,
                List.of("127.0.0.1:" + port),
                "traefik",
                true,
                null,
                null,
                null,
                Constraints.NONE);
    }

    @Override
    public Store open() throws IOException, InterruptedException {
        return ZooKeeperStore.open(options(port));
    }

    @Override
    public void deleteAll() throws Exception {
        try (CuratorFramework client = CuratorFrameworkFactory.newClient("127.0.0.1:" + port, new RetryOneTime(100))) {
            client.start();
            if (client.checkExists().forPath("/traefik") != null) {
                client.delete().quietly().deletingChildrenIfNeeded().forPath("/traefik");
            }
        }
    }

    @Test
    void aServerThatGoesAwayIsTroubleForTheSupervisor(@TempDir Path directory) throws Exception {
        int other = RealServer.freePort();
        RealServer mortal = server(directory, other);
        awaitAnswer(other);
        try (Store store = ZooKeeperStore.open(options(other))) {
            Content seen = store.read("traefik");
            mortal.close();
            assertThatThrownBy(() -> store.awaitChange("traefik", seen, Duration.ofSeconds(30)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("ZooKeeper at 127.0.0.1:" + other + " does not answer");
        }
    }
}
