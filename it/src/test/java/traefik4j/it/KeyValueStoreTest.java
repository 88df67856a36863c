package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program with its configuration in a real etcd, where {@code storeconfig} has put it. */
final class KeyValueStoreTest {
    private static final Duration LIVE = Duration.ofSeconds(3);
    private static final int CHANGES = 200;

    @TempDir
    Path directory;

    private Distribution distribution;
    private Nginx nginx;
    private Etcd etcd;
    private int port;
    private final List<Program> running = new ArrayList<>();

    @BeforeEach
    void storeTheConfiguration() throws Exception {
        distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        nginx = Nginx.serving(Files.createDirectory(directory.resolve("www")));
        etcd = Etcd.in(directory.resolve("etcd"));
        port = Program.freePort();
        Path file = Files.writeString(directory.resolve("stored.toml"), """
                defaultEntryPoints = ["http"]
                providersThrottleDuration = "1s"
                [entryPoints.http]
                address = "127.0.0.1:%d"
                [file]
                [backends.nginx.servers.a]
                url = "%s"
                [frontends.all]
                backend = "nginx"
                [frontends.all.routes.a]
                rule = "PathPrefix:/small"
                """.formatted(port, nginx.url()));
        Tool stored = Tool.run(
                distribution.traefik().toString(),
                "storeconfig",
                "-c",
                file.toString(),
                "--etcd.endpoint=" + etcd.endpoint());
        assertThat(stored.output()).contains("keys below /traefik in etcd");
        assertThat(stored.exitCode()).isZero();
    }

    @AfterEach
    void stop() {
        running.forEach(Program::close);
        etcd.close();
        nginx.close();
    }

    /** Starts the program with nothing but where etcd is. */
    private Program start(String... flags) throws IOException {
        Path empty = Files.createTempDirectory(directory, "empty");
        List<String> all = new ArrayList<>(List.of("--etcd.endpoint=" + etcd.endpoint()));
        all.addAll(List.of(flags));
        Program program = Program.traefik(distribution, empty, all.toArray(String[]::new));
        running.add(program);
        return program;
    }

    private String get(String path) throws Exception {
        return Tool.run("curl", "-sS", "http://127.0.0.1:" + port + path).output();
    }

    /** Who says that a page is missing: nginx if there is a route, the proxy if there is none. */
    private boolean isRouted(String path) throws Exception {
        return get(path).contains("nginx");
    }

    @Test
    void aProcessThatKnowsNothingButTheStoreServesTheSame() throws Exception {
        start().awaitPort(port);
        assertThat(get("/small")).isEqualTo("small\n");
    }

    @Test
    void changesOfKeysAreLiveWithinThreeSecondsAndCostNoRequest() throws Exception {
        Program traefik = start().awaitPort(port);
        ProcessBuilder load = new ProcessBuilder("wrk", "-t1", "-c8", "-d600s", "http://127.0.0.1:" + port + "/small");
        Process wrk = Tool.start(load.redirectErrorStream(true));
        Random random = new Random(20_261_126);
        etcd.put("traefik/frontends/moving/backend", "nginx");
        Duration slowest = Duration.ZERO;
        for (int change = 1; change <= CHANGES; change++) {
            String path = "/moved" + change;
            etcd.put("traefik/frontends/moving" + random.nextInt(20) + "/backend", "nginx");
            etcd.put("traefik/frontends/moving/routes/r/rule", "Path:" + path);
            if (random.nextInt(10) == 0) {
                slowest = longer(slowest, timeToBe(path));
            }
        }
        slowest = longer(slowest, timeToBe("/moved" + CHANGES));
        Tool.run("kill", "-INT", Long.toString(wrk.pid()));
        String report = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(report).contains("requests in").doesNotContain("Non-2xx", "Socket errors");
        assertThat(slowest).as(traefik::output).isLessThan(LIVE);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private Duration timeToBe(String path) {
        long began = System.nanoTime();
        await().atMost(Program.PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> isRouted(path));
        return Duration.ofNanos(System.nanoTime() - began);
    }

    @Test
    void aStoreThatIsKilledKeepsTheRoutesAndIsFollowedAgainWhenItReturns() throws Exception {
        Program traefik = start("--logLevel=INFO").awaitPort(port);
        etcd.kill();
        traefik.awaitOutput("what provider etcd said before stays in force");
        assertThat(get("/small")).isEqualTo("small\n");
        etcd.startAgain();
        etcd.put("traefik/frontends/all/routes/a/rule", "PathPrefix:/small,/other");
        await().atMost(Program.PATIENCE).until(() -> isRouted("/other"));
        assertThat(get("/small")).isEqualTo("small\n");
    }

    @Test
    void aStoreThatIsDownAtTheStartIsWaitedForWhileTheRestServes() throws Exception {
        etcd.kill();
        Path file = Files.writeString(directory.resolve("own.toml"), """
                [entryPoints.http]
                address = "127.0.0.1:%d"
                [file]
                [backends.own.servers.a]
                url = "%s"
                [frontends.own]
                backend = "own"
                [frontends.own.routes.a]
                rule = "PathPrefix:/own"
                """.formatted(port, nginx.url()));
        start("-c", file.toString()).awaitPort(port);
        await().atMost(Program.PATIENCE).until(() -> isRouted("/own"));
        etcd.startAgain();
        await().atMost(Program.PATIENCE).until(() -> get("/small").equals("small\n"));
        await().atMost(Program.PATIENCE).until(() -> isRouted("/own"));
    }

    @Test
    void anotherInstanceLeadsWhenTheLeaderIsKilled() throws Exception {
        Program first = start("--cluster.node=first", "--logLevel=INFO").awaitPort(port);
        first.awaitOutput("first now leads");
        int another = Program.freePort();
        etcd.put("traefik/entrypoints/http/address", "127.0.0.1:" + another);
        Program second = start("--cluster.node=second", "--logLevel=INFO").awaitPort(another);
        assertThat(etcd.get("traefik/leader")).isEqualTo("first");
        first.signal("KILL");
        second.awaitOutput("second now leads");
        assertThat(etcd.get("traefik/leader")).isEqualTo("second");
    }
}
