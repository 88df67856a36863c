package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
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
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The program with its configuration in a real store, where {@code storeconfig} has put it. */
@ParameterizedClass
@EnumSource(KeyServer.Kind.class)
final class KeyValueStoreTest {
    private static final Duration LIVE = Duration.ofSeconds(3);
    private static final int CHANGES = 200;

    @TempDir
    Path directory;

    private final KeyServer.Kind kind;
    private Distribution distribution;
    private Nginx nginx;
    private KeyServer store;
    private int port;
    private final List<Program> running = new ArrayList<>();

    KeyValueStoreTest(KeyServer.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void storeTheConfiguration() throws Exception {
        distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        nginx = Nginx.serving(Files.createDirectory(directory.resolve("www")));
        store = kind.in(directory.resolve("store"));
        port = Program.freePort();
        Path file = Files.writeString(directory.resolve("stored.toml"), """
                defaultEntryPoints = ["http"]
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
        Tool stored =
                Tool.run(distribution.traefik().toString(), "storeconfig", "-c", file.toString(), kind.flag(store));
        assertThat(stored.output()).contains("Stored ", "traefik in " + kind.title());
        assertThat(stored.exitCode()).isZero();
    }

    @AfterEach
    void stop() {
        running.forEach(Program::close);
        store.close();
        nginx.close();
    }

    /** Starts the program with nothing but where the store is. */
    private Program start(String... flags) throws IOException {
        Path empty = Files.createTempDirectory(directory, "empty");
        List<String> all = new ArrayList<>(List.of(kind.flag(store)));
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
    void eachOfTwoHundredChangesIsLiveWithinThreeSecondsAndNoneCostsARequest() throws Exception {
        Program traefik = start().awaitPort(port);
        assertThat(get("/small")).isEqualTo("small\n");
        String url = "http://127.0.0.1:" + port;
        Program wrk = Program.start(directory, "wrk", "-t1", "-c8", "-d600s", url + "/small");
        running.add(wrk);
        List<Duration> took = new Changes(store, url, new Random(20_261_126)).make(CHANGES);
        wrk.signal("INT");
        wrk.exitCode();
        assertThat(wrk.output()).contains("requests in").doesNotContain("Non-2xx", "Socket errors");
        assertThat(took)
                .hasSize(CHANGES)
                .allSatisfy(one -> assertThat(one).as(traefik::output).isLessThan(LIVE));
    }

    @Test
    void aStoreThatIsKilledKeepsTheRoutesAndIsFollowedAgainWhenItReturns() throws Exception {
        Program traefik = start("--cluster.node=alone", "--logLevel=INFO").awaitPort(port);
        traefik.awaitOutput("alone now leads");
        store.kill();
        traefik.awaitOutput("what provider " + kind.provider() + " said before stays in force");
        assertThat(get("/small")).isEqualTo("small\n");
        store.startAgain();
        store.put("traefik/frontends/all/routes/a/rule", "PathPrefix:/small,/other");
        await().atMost(Program.PATIENCE).until(() -> isRouted("/other"));
        assertThat(get("/small")).isEqualTo("small\n");
        await().atMost(Program.PATIENCE)
                .until(() -> leads(traefik) && store.get("traefik/leader").equals("alone"));
    }

    /** What it said last about that: where a lock outlives the store for a while it does not lose it. */
    private static boolean leads(Program traefik) {
        String output = traefik.output();
        return output.lastIndexOf("alone now leads") > output.lastIndexOf("alone no longer leads");
    }

    @Test
    void aStoreThatIsDownAtTheStartIsWaitedForWhileTheRestServes() throws Exception {
        store.kill();
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
        store.startAgain();
        await().atMost(Program.PATIENCE).until(() -> get("/small").equals("small\n"));
        await().atMost(Program.PATIENCE).until(() -> isRouted("/own"));
    }

    @Test
    void anotherInstanceLeadsWhenTheLeaderIsKilled() throws Exception {
        Program first = start("--cluster.node=first", "--logLevel=INFO").awaitPort(port);
        first.awaitOutput("first now leads");
        int another = Program.freePort();
        String address = "127.0.0.1:" + another;
        store.put("traefik/entrypoints/http/address", address);
        await().until(() -> store.get("traefik/entrypoints/http/address").equals(address));
        Program second = start("--cluster.node=second", "--logLevel=INFO").awaitPort(another);
        assertThat(store.get("traefik/leader")).isEqualTo("first");
        first.signal("KILL");
        second.awaitOutput("second now leads");
        assertThat(store.get("traefik/leader")).isEqualTo("second");
    }
}
