package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import me.normanmaurer.maven.autobahntestsuite.AutobahnTestSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.python.util.jython;

/**
 * The Autobahn TestSuite against a WebSocket server, directly and through the program: a relay must not change a single
 * verdict. The large (9) and the compressed (12, 13) messages take many minutes, and run where {@code AUTOBAHN=all}.
 */
final class AutobahnTest {
    private static final Path CERTIFICATE =
            Path.of("../proxy/src/test/resources/tls/server").toAbsolutePath();
    private static final Pattern VERDICT =
            Pattern.compile("\"(\\d+\\.\\d+(?:\\.\\d+)?)\": \\{\\s+\"behavior\": \"([A-Z -]+)\","
                    + "\\s+\"behaviorClose\": \"([A-Z -]+)\",");

    @TempDir
    Path directory;

    @Test
    void aRelayChangesNoVerdict() throws Exception {
        Distribution distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        int port = Program.freePort();
        int secure = Program.freePort();
        try (EchoServer echo = EchoServer.plain();
                EchoServer secured = EchoServer.secure(CERTIFICATE)) {
            Files.writeString(directory.resolve("traefik.toml"), configuration(port, echo, secure, secured));
            try (Program traefik = Program.traefik(distribution, directory, "-c", "traefik.toml")
                    .awaitPort(port)) {
                run(Map.of("direct", echo.port(), "relayed", port, "relayed-to-tls", secure));
                assertThat(traefik.output()).doesNotContain("level=error");
            }
        }
        String index = Files.readString(directory.resolve("reports/index.json"));
        Map<String, String> direct = verdicts(index, "direct");
        assertThat(direct).hasSizeGreaterThan(240);
        assertThat(direct.values()).noneMatch(verdict -> verdict.contains("FAILED"));
        assertThat(verdicts(index, "relayed")).isEqualTo(direct);
        assertThat(verdicts(index, "relayed-to-tls")).isEqualTo(direct);
        System.out.printf(
                "Autobahn TestSuite: %d cases, the same directly, relayed, and relayed to TLS%n", direct.size());
    }

    private static String configuration(int port, EchoServer echo, int secure, EchoServer secured) {
        return """
                logLevel = "ERROR"
                rootCAs = ["%s"]
                [entryPoints.http]
                address = "127.0.0.1:%d"
                [entryPoints.other]
                address = "127.0.0.1:%d"
                [file]
                [backends.echo.servers.a]
                url = "http://127.0.0.1:%d"
                [backends.secured.servers.a]
                url = "https://localhost:%d"
                [frontends.echo]
                backend = "echo"
                entryPoints = ["http"]
                [frontends.echo.routes.a]
                rule = "PathPrefix:/"
                [frontends.secured]
                backend = "secured"
                entryPoints = ["other"]
                [frontends.secured.routes.a]
                rule = "PathPrefix:/"
                """.formatted(CERTIFICATE.resolveSibling("ca.pem"), port, secure, echo.port(), secured.port());
    }

    private void run(Map<String, Integer> agents) throws Exception {
        boolean all = "all".equals(System.getenv("AUTOBAHN"));
        if (!all) {
            System.out.println("Autobahn TestSuite: cases 9.*, 12.* and 13.* ARE LEFT OUT; AUTOBAHN=all runs them too");
        }
        StringBuilder servers = new StringBuilder();
        new TreeMap<>(agents)
                .forEach((agent, port) -> servers.append(servers.isEmpty() ? "" : ", ")
                        .append("{\"agent\": \"%s\", \"url\": \"ws://127.0.0.1:%d/\", \"options\": {\"version\": 18}}"
                                .formatted(agent, port)));
        Path spec = Files.writeString(directory.resolve("spec.json"), """
                {"outdir": "%s", "options": {"failByDrop": false}, "servers": [%s],
                 "cases": ["*"], "exclude-cases": [%s], "exclude-agent-cases": {}}
                """.formatted(
                        directory.resolve("reports"), servers, all ? "" : "\"9.*\", \"12.*\", \"13.*\""));
        Path script = Files.writeString(directory.resolve("run.py"), """
                import json, sys
                from autobahntestsuite import wstest
                wstest.start({'mode': 'fuzzingclient', 'debug': False}, json.load(open(sys.argv[1])))
                """);
        Tool suite = Tool.run(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpython.cachedir=" + directory.resolve("python"),
                "-cp",
                jar(AutobahnTestSuite.class) + ":" + jar(jython.class),
                jython.class.getName(),
                script.toString(),
                spec.toString());
        assertThat(suite.exitCode()).as(suite.output()).isZero();
    }

    private static String jar(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /**
     * The verdict on each case: how messages were answered, and how the connection was closed. A close code the client
     * saw is part of that ({@code WRONG CODE}); whether it saw one before a reset depends on who is faster.
     */
    private static Map<String, String> verdicts(String index, String agent) throws IOException {
        int from = index.indexOf("\"" + agent + "\": {");
        int to = index.indexOf("\n   }", from);
        if (from < 0 || to < 0) {
            throw new IOException("no report of " + agent);
        }
        Map<String, String> verdicts = new LinkedHashMap<>();
        List<MatchResult> found =
                VERDICT.matcher(index.substring(from, to)).results().toList();
        found.forEach(match -> verdicts.put(match.group(1), match.group(2) + ", " + match.group(3)));
        return verdicts;
    }
}
