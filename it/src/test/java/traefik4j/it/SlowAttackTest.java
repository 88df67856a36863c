package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The attacks of slowhttptest on the program, while somebody else wants to be served as if nothing happened. What
 * waits for those who read slowly has to fit the little memory there is.
 */
final class SlowAttackTest {
    /** Few, since the system's own buffers for those who read slowly take gigabytes, and the processor meanwhile. */
    private static final int LEAST = 50;

    @TempDir
    Path directory;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private int port;
    private int served;
    private final List<String> failures = new ArrayList<>();
    private Nginx nginx;
    private Program traefik;

    @BeforeEach
    void startTheServerAndTheProxy() throws Exception {
        Distribution distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        nginx = Nginx.serving(Files.createDirectory(directory.resolve("www")));
        try (RandomAccessFile large =
                new RandomAccessFile(directory.resolve("www/large").toFile(), "rw")) {
            large.setLength(4 << 20);
        }
        port = Program.freePort();
        Files.writeString(directory.resolve("traefik.toml"), """
                [entryPoints.http]
                address = "127.0.0.1:%d"
                [file]
                [backends.nginx.servers.a]
                url = "%s"
                [frontends.all]
                backend = "nginx"
                [frontends.all.routes.a]
                rule = "PathPrefix:/"
                """.formatted(port, nginx.url()));
        traefik = Program.traefik(distribution, directory, "-c", "traefik.toml").awaitPort(port);
        await().atMost(Program.PATIENCE)
                .until(() -> http.send(request(), BodyHandlers.ofString()).statusCode() == 200);
    }

    @AfterEach
    void stop() {
        http.close();
        traefik.close();
        nginx.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "slow headers | 600 | -H -i 3 -x 24 -t GET | /small",
                "slow body    | 600 | -B -i 3 -x 10 -s 8192 -t PUT | /uploads/slow",
                "many ranges  | 600 | -R -a 10 -b 3000 -t HEAD | /large",
                "slow reading | 600 | -X -w 10 -y 20 -n 3 -z 32 -k 2 | /large",
            })
    void servesOthersMeanwhile(String attack, int connections, String options, String path) throws Exception {
        List<String> command = new ArrayList<>(List.of("slowhttptest"));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-c", "" + connections, "-r", "200", "-l", "12", "-u", url(path)));
        try (Program attacker = Program.start(directory, command.toArray(String[]::new))) {
            long end = System.nanoTime() + Duration.ofSeconds(12).toNanos();
            while (System.nanoTime() < end) {
                request(attack);
            }
            attacker.exitCode();
            assertThat(attacker.output()).as("what slowhttptest says").contains("Exit status:");
        }
        System.out.printf(
                "slowhttptest, %s: %d connections; others were served %d times, and %d times not%n",
                attack, connections, served, failures.size());
        assertThat(served).as(traefik::output).isGreaterThan(LEAST);
        assertThat(failures).as(traefik::output).hasSizeLessThanOrEqualTo(served / 1000);
    }

    private void request(String attack) throws InterruptedException {
        try {
            int status = http.send(request(), BodyHandlers.ofString()).statusCode();
            if (status == 200) {
                served++;
            } else {
                failures.add(attack + ": " + status);
            }
        } catch (IOException e) {
            failures.add(attack + ": " + e);
        }
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create(url("/small")))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
