package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of HTTP/3 that others wrote (ngtcp2's, from Debian) through the packaged program. */
final class Http3Test {
    private static final int LARGE = 5_000_000;

    @TempDir
    Path directory;

    private Path site;
    private Nginx server;
    private SecureProxy proxy;

    @BeforeEach
    void start() throws Exception {
        site = Files.createDirectory(directory.resolve("site"));
        byte[] large = new byte[LARGE];
        new Random(1).nextBytes(large);
        Files.write(site.resolve("large"), large);
        Files.writeString(site.resolve("hello"), "hello");
        server = Nginx.serving(site);
        proxy = SecureProxy.before(server.url(), directory);
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    /** Runs the client, which prints the fields of each response; bodies become files. */
    private String client(String path, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("timeout", "20", "gtlsclient", "--no-quic-dump"));
        command.addAll(List.of("--exit-on-all-streams-close", "--download=" + directory));
        command.addAll(List.of(options));
        String port = Integer.toString(proxy.securePort());
        command.addAll(List.of("127.0.0.1", port, "https://localhost:" + port + path));
        return Tool.run(new ProcessBuilder(command)).output();
    }

    @Test
    void answersWhatTheServerSays() throws Exception {
        assertThat(client("/hello")).contains("[:status: 200]", "[content-length: 5]", "[alt-svc: h3=");
        assertThat(directory.resolve("hello")).hasContent("hello");
        assertThat(client("/nowhere")).contains("[:status: 404]");
    }

    @Test
    void answersManyRequestsOfOneConnection() throws Exception {
        assertThat(client("/hello", "-n", "50").split("\\[:status: 200]", -1)).hasSize(51);
    }

    @Test
    void passesLargeBodiesAsTheyAre() throws Exception {
        assertThat(client("/large", "-q")).doesNotContain("error");
        assertThat(directory.resolve("large")).hasSameBinaryContentAs(site.resolve("large"));
    }

    @Test
    void passesUploads() throws Exception {
        Files.createDirectory(site.resolve("uploads"));
        String said =
                client("/uploads/copy", "-m", "PUT", "-d", site.resolve("large").toString());
        assertThat(said).contains("[:status: 201]");
        assertThat(site.resolve("uploads/copy")).hasSameBinaryContentAs(site.resolve("large"));
    }

    @Test
    void tellsClientsThatComeByTcp() throws Exception {
        Tool curl = Tool.run(
                "curl", "-sk", "-o", "/dev/null", "-D", "-", "https://localhost:" + proxy.securePort() + "/hello");
        assertThat(curl.output()).containsIgnoringCase("alt-svc: h3=\":" + proxy.securePort() + "\"");
    }
}
