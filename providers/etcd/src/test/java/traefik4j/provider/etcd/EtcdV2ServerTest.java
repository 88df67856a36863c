package traefik4j.provider.etcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
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
}
