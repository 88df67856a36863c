package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients see when one of two real servers dies, hangs, or is slow while they are under load. */
final class FailingServersTest {
    private static final int CONNECTIONS = 16;
    private static final int SECONDS = 8;

    @TempDir
    Path directory;

    /** The proxy and its two servers. */
    private record Trio(Nginx first, Nginx second, Proxy proxy) implements AutoCloseable {
        @Override
        public void close() {
            proxy.close();
            first.close();
            second.close();
        }
    }

    private static Trio start(Path directory, String method, String firstIs) throws Exception {
        Nginx first = server(directory, "first", firstIs);
        Nginx second = server(directory, "second", "");
        Proxy proxy = Proxy.start(directory, """
                [backends.b.servers.first]
                url = "%s"
                [backends.b.servers.second]
                url = "%s"
                [backends.b.loadBalancer]
                method = "%s"
                [backends.b.timeouts]
                responseHeader = "1s"
                [backends.b.healthCheck]
                path = "/small"
                interval = "500ms"
                [backends.b.healthCheck.passive]
                maxFailedAttempts = 3
                [frontends.f]
                backend = "b"
                [frontends.f.routes.r]
                rule = "PathPrefix:/"
                """.formatted(first.url(), second.url(), method));
        await().atMost(Program.PATIENCE)
                .until(() ->
                        Tool.run("curl", "-s", proxy.url("/small")).output().equals("small\n"));
        return new Trio(first, second, proxy);
    }

    private static Nginx server(Path directory, String name, String more) throws Exception {
        Path www = Files.createDirectory(directory.resolve(name));
        Files.write(www.resolve("file"), new byte[40_000]);
        return Nginx.serving(www, more);
    }

    /** Load, in the middle of which something happens to the first server. */
    private static Proxy.Seen signalled(Trio trio, String signal) throws Exception {
        Proxy.Load load = trio.proxy().load("/small", CONNECTIONS, SECONDS);
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        trio.first().signal(signal);
        Proxy.Seen seen = load.end();
        System.out.println("one of two servers gets " + signal + " after 2 of " + SECONDS + " s: " + seen);
        return seen;
    }

    @Test
    void aServerThatDiesIsHardlyNoticed() throws Exception {
        try (Trio trio = start(directory, "wrr", "")) {
            Proxy.Seen seen = signalled(trio, "KILL");
            assertThat(seen.refused() + seen.broken()).as(trio.proxy()::output).isLessThanOrEqualTo(CONNECTIONS);
            assertThat(seen.requests()).isGreaterThan(1000);
        }
    }

    /** Whoever is with the server when it stops waits for the time-out; then it is left alone. */
    @Test
    void aServerThatHangsIsLeftAlone() throws Exception {
        try (Trio trio = start(directory, "wrr", "")) {
            Proxy.Seen seen = signalled(trio, "STOP");
            trio.first().signal("CONT");
            assertThat(seen.refused() + seen.broken()).as(trio.proxy()::output).isLessThanOrEqualTo(3 * CONNECTIONS);
            assertThat(seen.requests()).isGreaterThan(1000);
        }
    }

    @Test
    void aSlowServerGetsLessWhereConnectionsAreCounted() throws Exception {
        Proxy.Seen inTurn = withASlowServer("wrr");
        Proxy.Seen byConnections = withASlowServer("leastConn");
        assertThat(byConnections.refused() + byConnections.broken() + inTurn.refused() + inTurn.broken())
                .isZero();
        assertThat(byConnections.requests()).isGreaterThan(3 * inTurn.requests());
    }

    private Proxy.Seen withASlowServer(String method) throws Exception {
        Path own = Files.createDirectory(directory.resolve(method));
        try (Trio trio = start(own, method, "limit_rate 100k;")) {
            Proxy.Seen seen = trio.proxy().load("/file", CONNECTIONS, SECONDS).end();
            System.out.println("one of two servers is slow, " + method + ": " + seen);
            return seen;
        }
    }
}
