package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a small request costs the packaged program once it is warm: bounds that hold on any machine, since system calls and
 * bytes are counted and not times.
 */
final class CostTest {
    private static final double MOST_SYSTEM_CALLS = 4.3;
    private static final double MOST_SYSTEM_CALLS_WITH_CONNECTION = 9;
    private static final double MOST_BYTES = 1024;
    private static final int CONNECTIONS = 64;
    private static final Pattern CALLS = Pattern.compile("(?m)^\\s*(\\d+)\\s+total$");
    private static final Pattern ALLOCATED = Pattern.compile(" allocated=(\\d+)([BKMG]) ");

    @TempDir
    Path directory;

    private Nginx nginx;
    private Program traefik;
    private String url;

    @BeforeEach
    void startTheServerAndTheProxyAndWarmItUp() throws Exception {
        String hundredBytes = "0123456789".repeat(10);
        nginx = Nginx.serving(
                Files.createDirectory(directory.resolve("www")),
                "keepalive_requests 1000000000; location = /hundred { return 200 \"" + hundredBytes + "\"; }");
        int port = Program.freePort();
        url = "http://127.0.0.1:" + port + "/hundred";
        Files.writeString(directory.resolve("traefik.toml"), """
                MaxIdleConnsPerHost = 100
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
        Distribution distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        traefik = Program.traefik(distribution, directory, Map.of("TRAEFIK_EVENT_LOOPS", "1"), "-c", "traefik.toml");
        traefik.awaitPort(port);
        requests(8);
    }

    @AfterEach
    void stop() {
        traefik.close();
        nginx.close();
    }

    @Test
    void needsTwoReadsAndTwoWritesAndLittleElse() throws Exception {
        double each = systemCalls();
        System.out.printf("System calls of a small request: %.2f%n", each);
        assertThat(each).isBetween(2.0, MOST_SYSTEM_CALLS);
    }

    @Test
    void needsNineMoreForAConnectionOfItsOwn() throws Exception {
        double each = systemCalls("-H", "Connection: close");
        System.out.printf("System calls of a small request with a connection of its own: %.2f%n", each);
        assertThat(each).isBetween(4.0, MOST_SYSTEM_CALLS_WITH_CONNECTION);
    }

    /** System calls for each request that wrk makes with these options. */
    private double systemCalls(String... options) throws Exception {
        Path report = directory.resolve("strace");
        List<Path> threads = threads();
        String ids =
                threads.stream().map(thread -> thread.getFileName().toString()).collect(Collectors.joining(","));
        try (Program strace =
                Program.start(directory, "strace", "-c", "-U", "calls,name", "-o", report.toString(), "-p", ids)) {
            await().atMost(Program.PATIENCE)
                    .failFast(
                            "strace may not trace other processes here (it needs root, or kernel.yama.ptrace_scope = 0)",
                            () -> !strace.isRunning())
                    .until(() -> threads.stream().allMatch(CostTest::isTraced));
            int requests = requests(6, options);
            strace.signal("INT");
            strace.exitCode();
            Matcher total = CALLS.matcher(Files.readString(report));
            assertThat(total.find()).as(strace::output).isTrue();
            System.out.println(Files.readString(report));
            return Double.parseDouble(total.group(1)) / requests;
        }
    }

    /** All but those that compile, which are never quite done. */
    private List<Path> threads() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/" + traefik.pid() + "/task"))) {
            return all.filter(thread -> !read(thread.resolve("comm")).contains("Compiler"))
                    .toList();
        }
    }

    private static boolean isTraced(Path thread) {
        return !Files.exists(thread) || !read(thread.resolve("status")).contains("TracerPid:\t0\n");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void allocatesLittle() throws Exception {
        double before = allocated();
        int requests = requests(4);
        double each = (allocated() - before) / requests;
        System.out.printf("Bytes allocated for a small request: %.0f (%d requests)%n", each, requests);
        assertThat(each).isBetween(0.0, MOST_BYTES);
    }

    /** The bytes that all threads have allocated, as the JVM counts. */
    private double allocated() throws Exception {
        Path java = Path.of("/proc/" + traefik.pid() + "/exe").toRealPath();
        Tool threads =
                Tool.run(java.resolveSibling("jcmd").toString(), Long.toString(traefik.pid()), "Thread.print", "-e");
        double all = 0;
        for (Matcher thread = ALLOCATED.matcher(threads.output()); thread.find(); ) {
            all += Long.parseLong(thread.group(1)) * Math.pow(1024, "BKMG".indexOf(thread.group(2)));
        }
        assertThat(all).as(threads.output()).isPositive();
        return all;
    }

    /** How many requests are answered in so many seconds; not one may fail. */
    private int requests(int seconds, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s"));
        command.addAll(List.of(options));
        command.add(url);
        Tool wrk = Tool.run(command.toArray(String[]::new));
        assertThat(wrk.output()).contains("requests in").doesNotContain("Non-2xx", "Socket errors");
        return Integer.parseInt(wrk.output().replaceAll("(?s).*?(\\d+) requests in.*", "$1"));
    }
}
