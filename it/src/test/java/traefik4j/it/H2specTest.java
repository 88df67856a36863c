package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** h2spec, strict, against the packaged program: every sentence of the standard that it can check. */
final class H2specTest {
    private static final String ARCHIVE = "h2spec/2.2.0/h2spec_linux_amd64.tar.gz";

    @TempDir
    Path directory;

    private Nginx server;
    private SecureProxy proxy;
    private Path h2spec;

    @BeforeEach
    void start() throws Exception {
        Path site = Files.createDirectory(directory.resolve("site"));
        Files.writeString(site.resolve("index.html"), "hello");
        server = Nginx.serving(site);
        proxy = SecureProxy.before(server.url(), directory);
        Path archive = directory.resolve("h2spec.tar.gz");
        ClassLoader loader = H2specTest.class.getClassLoader();
        try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(ARCHIVE), ARCHIVE)) {
            Files.copy(in, archive);
        }
        Tool tar = Tool.run("tar", "-xzf", archive.toString(), "-C", directory.toString());
        assertThat(tar.exitCode()).as(tar.output()).isZero();
        h2spec = directory.resolve("h2spec");
    }

    @AfterEach
    void stop() {
        proxy.close();
        server.close();
    }

    @Test
    void everythingPassesInTheClear() throws Exception {
        passes(proxy.port());
    }

    @Test
    void everythingPassesWithTls() throws Exception {
        passes(proxy.securePort(), "-t", "-k");
    }

    private void passes(int port, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(h2spec.toString(), "-S", "-p", Integer.toString(port)));
        command.addAll(List.of(more));
        Tool run = Tool.run(new ProcessBuilder(command));
        String summary = run.output()
                .lines()
                .filter(line -> line.contains(" tests, "))
                .findFirst()
                .orElse("no summary");
        System.out.println("h2spec: " + summary);
        assertThat(summary).as(run.output()).isEqualTo("146 tests, 146 passed, 0 skipped, 0 failed");
    }
}
