package traefik4j.provider.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
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
class EtcdV2ServerTest implements StoreContract {
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
        return Etcd.open(server.options(false, null, null));
    }

    @Override
    public void deleteAll() throws Exception {
        server.control(2, "rm", "--recursive", "/traefik");
    }

    @Test
    void isSpokenWhereItIsThereAndNothingElseWasAskedFor() throws Exception {
        deleteAll();
        try (Store either = Etcd.open(server.options(null, null, null));
                Store two = open()) {
            two.write("traefik", Map.of("a", "1"));
            assertThat(either.read("traefik").keys()).containsEntry("a", "1");
        }
    }

    @Test
    void asksWithNameAndPassword(@TempDir Path directory) throws Exception {
        try (EtcdServer guarded = EtcdServer.in(directory, "http")) {
            guarded.control(2, "user", "add", "root:secret");
            guarded.control(2, "auth", "enable");
            guarded.control(2, "-u", "root:secret", "role", "revoke", "guest", "--path", "/*", "--readwrite");
            try (Store store = Etcd.open(guarded.options(false, new Login("root", "secret"), null))) {
                store.write("traefik", Map.of("a", "1"));
                assertThat(store.read("traefik").keys()).containsEntry("a", "1");
            }
            try (Store store = Etcd.open(guarded.options(false, new Login("root", "wrong"), null))) {
                assertThatThrownBy(() -> store.read("traefik"))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("etcd refuses");
            }
        }
    }

    @Test
    void speaksTlsAndShowsItsCertificate(@TempDir Path directory) throws Exception {
        String pem = Path.of("../../control/src/test/resources/pem").toRealPath() + "/";
        String[] options = {
            "--cert-file=" + pem + "ec.pem",
            "--key-file=" + pem + "ec-pkcs8.key",
            "--client-cert-auth",
            "--trusted-ca-file=" + pem + "rsa.pem"
        };
        try (EtcdServer secure = EtcdServer.in(directory, "https", options)) {
            ClientTls tls = new ClientTls(pem + "ec.pem", pem + "rsa.pem", pem + "rsa-pkcs1.key", false);
            try (Store store = Etcd.open(secure.options(false, null, tls))) {
                store.write("traefik", Map.of("a", "1"));
                assertThat(store.read("traefik").keys()).containsEntry("a", "1");
            }
            ClientTls nobody = new ClientTls(pem + "ec.pem", "", "", false);
            try (Store store = Etcd.open(secure.options(false, null, nobody))) {
                assertThatThrownBy(() -> store.read("traefik")).hasMessageContaining("does not answer: ");
            }
        }
    }
}
