package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traffic from curl and wrk to nginx through the program, which reads a {@code traefik.toml}. */
final class TrafficTest {
    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    Path directory;

    private int port;
    private Nginx nginx;
    private Program traefik;

    @BeforeEach
    void startTheServerAndTheProxy() throws Exception {
        Distribution distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        nginx = Nginx.serving(Files.createDirectory(directory.resolve("www")));
        port = Program.freePort();
        Files.writeString(directory.resolve("traefik.toml"), """
                defaultEntryPoints = ["http"]
                [entryPoints.http]
                address = "127.0.0.1:%d"
                [file]
                filename = "%s"
                watch = true
                """.formatted(port, directory.resolve("rules.toml")));
        writeRules("/generation0");
        traefik = Program.traefik(distribution, directory, "-c", "traefik.toml").awaitPort(port);
        await().atMost(Program.PATIENCE).until(() -> curl("/small").output().equals("small\n"));
    }

    @AfterEach
    void stop() {
        traefik.close();
        nginx.close();
    }

    @Test
    void downloadsAGibibyteThroughASmallHeap() throws Exception {
        try (RandomAccessFile large =
                new RandomAccessFile(directory.resolve("www/large").toFile(), "rw")) {
            large.setLength(GIBIBYTE);
        }
        Tool curl = curl("/large", "-o", "/dev/null", "-w", "%{http_code} %{size_download}");
        assertThat(curl).as(traefik::output).isEqualTo(new Tool(0, "200 " + GIBIBYTE));
    }

    @Test
    void uploadsThroughASmallHeap() throws Exception {
        long size = GIBIBYTE / 4;
        Path large = directory.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(size);
        }
        Tool curl = curl("/uploads/large", "-T", large.toString(), "-w", "%{http_code}");
        assertThat(curl).as(traefik::output).isEqualTo(new Tool(0, "201"));
        assertThat(directory.resolve("www/uploads/large")).hasSize(size);
    }

    @Test
    void answersEveryRequestWhileTheConfigurationChanges() throws Exception {
        ProcessBuilder load = new ProcessBuilder("wrk", "-t1", "-c16", "-d8s", url("/small"));
        Process wrk = Tool.start(load.redirectErrorStream(true));
        int generation = 0;
        while (wrk.isAlive()) {
            String path = "/generation" + ++generation;
            writeRules(path);
            await().atMost(Program.PATIENCE).until(() -> status(path).equals("404 nginx"));
        }
        String report = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(generation).isGreaterThan(2);
        assertThat(report).contains("requests in").doesNotContain("Non-2xx", "Socket errors");
    }

    @Test
    void finishesADownloadBeforeItEnds() throws Exception {
        Files.write(directory.resolve("www/file"), new byte[1_000_000]);
        Path received = directory.resolve("received");
        try (Program download =
                Program.start(directory, "curl", "-sS", "--fail", url("/slow/file"), "-o", received.toString())) {
            await().atMost(Program.PATIENCE).until(() -> Files.exists(received) && Files.size(received) > 0);
            traefik.signal("TERM");
            assertThat(download.exitCode()).as(download::output).isZero();
        }
        assertThat(received).hasSize(1_000_000);
        assertThat(traefik.exitCode()).as(traefik::output).isZero();
    }

    /** A second frontend with another path each time: that nginx, and not the proxy, misses the page shows that it is live. */
    private void writeRules(String path) throws IOException {
        Path next = directory.resolve("rules.next");
        Files.writeString(next, """
                [backends.nginx.servers.a]
                url = "%s"
                [frontends.all]
                backend = "nginx"
                [frontends.all.routes.a]
                rule = "PathPrefix:/small,/large,/uploads,/slow"
                [frontends.changing]
                backend = "nginx"
                [frontends.changing.routes.a]
                rule = "Path:%s"
                """.formatted(nginx.url(), path));
        Files.move(next, directory.resolve("rules.toml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private String status(String path) throws Exception {
        return curl(path, "-o", "/dev/null", "-w", "%{http_code} %header{server}")
                .output()
                .replaceAll("/.*", "");
    }

    private Tool curl(String path, String... options) throws Exception {
        ProcessBuilder curl = new ProcessBuilder("curl", "-sS", url(path));
        curl.command().addAll(List.of(options));
        return Tool.run(curl);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
