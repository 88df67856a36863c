package traefik4j.provider.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.ZooDefs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.ClientTls;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.config.KeyValueStore.Login;
import traefik4j.control.keyvalue.Content;
import traefik4j.control.keyvalue.RealServer;
import traefik4j.control.keyvalue.Store;
import traefik4j.control.keyvalue.StoreContract;

@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ZooKeeperServerTest implements StoreContract {
    private static final Path PEM =
            Path.of("../../control/src/test/resources/pem").toAbsolutePath().normalize();

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

    private static RealServer server(Path directory, int port, String... more) throws IOException {
        Path configuration = directory.resolve("zoo.cfg");
        String clients = more.length > 0 ? "" : "clientPort=" + port + "\nclientPortAddress=127.0.0.1\n";
        Files.writeString(configuration, """
                tickTime=1000
                dataDir=%s
                admin.enableServer=false
                %s%s
                """.formatted(directory, clients, String.join("\n", more)));
        String classPath = "/etc/zookeeper/conf:/usr/share/java/zookeeper.jar:/usr/share/java/netty-codec.jar"
                + ":/usr/share/java/netty-resolver.jar";
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

    /** A server that speaks TLS alone, and believes those who show the certificate of RSA. */
    private static RealServer secureServer(Path directory, int port) throws IOException {
        Path keys = directory.resolve("server.pem");
        Files.writeString(
                keys, Files.readString(PEM.resolve("ec.pem")) + Files.readString(PEM.resolve("ec-pkcs8.key")));
        return server(
                directory,
                port,
                "secureClientPort=" + port,
                "serverCnxnFactory=org.apache.zookeeper.server.NettyServerCnxnFactory",
                "ssl.keyStore.location=" + keys,
                "ssl.keyStore.type=PEM",
                "ssl.trustStore.location=" + PEM.resolve("rsa.pem"),
                "ssl.trustStore.type=PEM",
                "ssl.clientHostnameVerification=false");
    }

    @Test
    void readsWhatIsForItsUserAlone() throws Exception {
        CuratorFrameworkFactory.Builder owner = CuratorFrameworkFactory.builder()
                .connectString("127.0.0.1:" + port)
                .retryPolicy(new RetryOneTime(100))
                .authorization("digest", "traefik:secret".getBytes(StandardCharsets.UTF_8));
        try (CuratorFramework client = owner.build()) {
            client.start();
            client.create()
                    .creatingParentsIfNeeded()
                    .withACL(ZooDefs.Ids.CREATOR_ALL_ACL)
                    .forPath("/guarded/a", new byte[] {'1'});
        }
        try (Store store = ZooKeeperStore.open(options(port, new Login("traefik", "secret")))) {
            assertThat(store.read("guarded").keys()).containsEntry("a", "1");
        }
        try (Store store = ZooKeeperStore.open(options(port, new Login("traefik", "wrong")))) {
            assertThatThrownBy(() -> store.read("guarded"))
                    .hasMessageContaining("ZooKeeper could not be read")
                    .hasMessageContaining("NoAuth");
        }
    }

    private static KeyValueStore options(int port, Login login) {
        return new KeyValueStore(
                KeyValueStore.Kind.ZOOKEEPER,
                List.of("127.0.0.1:" + port),
                "traefik",
                true,
                login,
                null,
                null,
                Constraints.NONE);
    }

    private static KeyValueStore options(int port, String host, ClientTls tls) {
        return new KeyValueStore(
                KeyValueStore.Kind.ZOOKEEPER,
                List.of((host + ":" + port).split(",")),
                "traefik",
                true,
                null,
                tls,
                null,
                Constraints.NONE);
    }

    private static ClientTls showing(String certificate, String ca, boolean anybody) {
        String key = certificate.equals("rsa.pem") ? "rsa-pkcs1.key" : "ec-pkcs8.key";
        return new ClientTls(
                ca, PEM.resolve(certificate).toString(), PEM.resolve(key).toString(), anybody);
    }

    @Test
    void speaksTlsAndShowsItsCertificate(@TempDir Path directory) throws Exception {
        int secure = RealServer.freePort();
        String known = PEM.resolve("ec.pem").toString();
        String unknown = PEM.resolve("rsa.pem").toString();
        try (RealServer running = secureServer(directory, secure)) {
            assertThat(running).isNotNull();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> isSpoken(options(secure, "127.0.0.1", showing("rsa.pem", known, false))));
            assertThat(isSpoken(options(secure, "localhost", showing("rsa.pem", known, false))))
                    .isTrue();
            assertThat(isSpoken(options(secure, "127.0.0.2", showing("rsa.pem", "", true))))
                    .as("anybody, under any name")
                    .isTrue();
            assertThat(isSpoken(options(secure, "127.0.0.1:1,127.0.0.1", showing("rsa.pem", known, false))))
                    .as("though one of them is not there")
                    .isTrue();
            assertThatThrownBy(() -> isSpoken(options(secure, "127.0.0.1", showing("rsa.pem", unknown, false))))
                    .hasMessageContaining("127.0.0.1:" + secure + " does not answer: ")
                    .hasMessageContaining("path");
            assertThatThrownBy(() -> isSpoken(options(secure, "127.0.0.1", showing("ec.pem", known, false))))
                    .hasMessageContaining("does not answer");
        }
    }

    private static boolean isSpoken(KeyValueStore options) throws IOException, InterruptedException {
        try (Store store = ZooKeeperStore.open(options)) {
            store.write("traefik", Map.of("a", "x".repeat(100_000)));
            return store.read("traefik").keys().getOrDefault("a", "").length() == 100_000;
        }
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
