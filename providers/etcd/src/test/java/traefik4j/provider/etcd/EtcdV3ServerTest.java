package traefik4j.provider.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.ClientTls;
import traefik4j.config.KeyValueStore.Login;
import traefik4j.control.keyvalue.Store;
import traefik4j.control.keyvalue.StoreContract;

@Tag("server")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EtcdV3ServerTest implements StoreContract {
    private EtcdServer server;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        server = EtcdServer.in(directory, "http");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    public Store open() throws IOException, InterruptedException {
        return Etcd.open(server.options(true, null, null));
    }

    @Override
    public void deleteAll() throws Exception {
        server.control(3, "del", "--prefix", "traefik");
        server.control(3, "del", "--prefix", "/traefik");
    }

    @Test
    void keysWithASlashBeforeThemAreReadAsWell() throws Exception {
        deleteAll();
        server.control(3, "put", "/traefik/a", "1");
        server.control(3, "put", "/traefik/b", "2");
        server.control(3, "put", "traefik/b", "3");
        try (Store store = open()) {
            assertThat(store.read("traefik").keys())
                    .containsEntry("a", "1")
                    .containsEntry("b", "3")
                    .hasSize(2);
        }
    }

    @Test
    void asksWithNameAndPassword(@TempDir Path directory) throws Exception {
        try (EtcdServer guarded = EtcdServer.in(directory, "http")) {
            guarded.control(3, "user", "add", "root:secret");
            guarded.control(3, "auth", "enable");
            try (Store store = Etcd.open(guarded.options(true, new Login("root", "secret"), null))) {
                assertThat(store.read("traefik").keys()).isEmpty();
            }
            assertThatThrownBy(() -> Etcd.open(guarded.options(true, new Login("root", "wrong"), null)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("authentication failed");
        }
    }

    @Test
    void speaksTlsAndShowsItsCertificate(@TempDir Path directory) throws Exception {
        String pem = Path.of("../../control/src/test/resources/pem").toRealPath() + "/";
        // the gateway asks its own server, and shows the certificate of the server
        Path believed = directory.resolve("believed.pem");
        Files.writeString(
                believed, Files.readString(Path.of(pem, "rsa.pem")) + Files.readString(Path.of(pem, "ec.pem")));
        String[] options = {
            "--cert-file=" + pem + "ec.pem",
            "--key-file=" + pem + "ec-pkcs8.key",
            "--client-cert-auth",
            "--trusted-ca-file=" + believed
        };
        try (EtcdServer secure = EtcdServer.in(directory, "https", options)) {
            ClientTls tls = new ClientTls(pem + "ec.pem", pem + "rsa.pem", pem + "rsa-pkcs1.key", false);
            try (Store store = Etcd.open(secure.options(true, null, tls))) {
                assertThat(store.read("traefik").keys()).isEmpty();
            }
        }
    }
}
