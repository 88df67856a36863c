package traefik4j.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged program in front of servers, as some rules describe it, and what load clients put on it. */
final class Proxy implements AutoCloseable {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern REFUSED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern BROKEN =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");

    private final Program program;
    private final int port;

    private Proxy(Program program, int port) {
        this.program = program;
        this.port = port;
    }

    /** What clients saw. */
    record Seen(int requests, int refused, int broken) {
        private static Seen of(String report) {
            Matcher errors = BROKEN.matcher(report);
            int broken = 0;
            for (int i = 1; errors.find(0) && i <= 4; i++) {
                broken += Integer.parseInt(errors.group(i));
            }
            return new Seen(first(REQUESTS, report), first(REFUSED, report), broken);
        }

        private static int first(Pattern pattern, String report) {
            Matcher matcher = pattern.matcher(report);
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        }

        @Override
        public String toString() {
            return requests + " requests, " + refused + " not 2xx, " + broken + " broken off or given up";
        }
    }

    /** Load that has begun. */
    record Load(Process wrk) {
        Seen end() throws IOException {
            String report = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Seen.of(report);
        }
    }

    static Proxy start(Path directory, String toml) throws Exception {
        int port = Program.freePort();
        Path file = Files.writeString(directory.resolve("traefik.toml"), """
                defaultEntryPoints = ["http"]
                [entryPoints.http]
                address = "127.0.0.1:%d"
                [retry]
                [file]
                """.formatted(port) + toml);
        Distribution distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        Program program = Program.traefik(distribution, directory, "-c", file.toString());
        return new Proxy(program.awaitPort(port), port);
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** What it has printed. */
    String output() {
        return program.output();
    }

    /** So many connections ask for a path for so many seconds. */
    Load load(String path, int connections, int seconds) throws IOException {
        List<String> command = new ArrayList<>(List.of("wrk", "-t1", "--timeout", "10s"));
        command.addAll(List.of("-c" + connections, "-d" + seconds + "s", url(path)));
        return new Load(Tool.start(new ProcessBuilder(command).redirectErrorStream(true)));
    }

    @Override
    public void close() {
        program.close();
    }
}
