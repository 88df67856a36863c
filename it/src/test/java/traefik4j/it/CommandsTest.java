package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that answer and end, and their exit codes. */
final class CommandsTest {
    private static final int USR1 = 10;

    @TempDir
    Path directory;

    Distribution distribution = new Distribution(Path.of(""));

    @BeforeEach
    void unpackBesideAConfiguration() throws Exception {
        distribution = Distribution.unpackIn(directory.resolve("unpacked"));
        Files.writeString(directory.resolve("traefik.toml"), """
                defaultEntryPoints = ["http"]
                [entryPoints.http]
                address = ":8080"
                [file]
                [backends.shop.servers.a]
                url = "http://127.0.0.1:1"
                [frontends.shop]
                backend = "shop"
                [frontends.shop.routes.a]
                rule = "Host:shop.example.com"
                """);
    }

    @Test
    void versionNamesIt() throws Exception {
        assertThat(traefik("version").exitCode()).isZero();
    }

    @Test
    void checkAcceptsAGoodFile() throws Exception {
        Tool check = traefik("check", "-c", "traefik.toml");
        assertThat(check.exitCode()).as(check.output()).isZero();
    }

    @Test
    void checkPointsAtAMistakeAndEndsWithOne() throws Exception {
        Path file = directory.resolve("traefik.toml");
        Files.writeString(file, Files.readString(file).replace("Host:", "Hose:"));
        Tool check = traefik("check", "-c", "traefik.toml");
        assertThat(check.exitCode()).as(check.output()).isEqualTo(1);
        assertThat(check.output()).contains("traefik.toml:10:");
    }

    @Test
    void explainNamesTheBackend() throws Exception {
        Tool explain = traefik("explain", "-c", "traefik.toml", "GET", "http://shop.example.com/");
        assertThat(explain.exitCode()).as(explain.output()).isZero();
        assertThat(explain.output()).contains("shop", "Host:shop.example.com");
    }

    @Test
    void rotatingLogsDoesNotEndIt() throws Exception {
        int port = Program.freePort();
        Path file = directory.resolve("traefik.toml");
        Files.writeString(file, Files.readString(file).replace(":8080", "127.0.0.1:" + port));
        try (Program traefik = Program.traefik(distribution, directory, "-c", file.toString(), "--logLevel=INFO")) {
            traefik.awaitPort(port);
            await().until(() -> isCaught(traefik.pid(), USR1));
            traefik.signal("USR1");
            traefik.awaitOutput("USR1: there are no log files to open again");
            traefik.awaitPort(port).signal("TERM");
            assertThat(traefik.exitCode()).as(traefik.output()).isZero();
        }
    }

    /** Whether it does something about a signal, as Linux says. */
    private static boolean isCaught(long pid, int signal) throws IOException {
        String status = Files.readString(Path.of("/proc/" + pid + "/status"));
        long caught = Long.parseUnsignedLong(status.replaceAll("(?s).*SigCgt:\\s*(\\w+).*", "$1"), 16);
        return (caught >>> (signal - 1) & 1) == 1;
    }

    private Tool traefik(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(distribution.traefik().toString()));
        command.addAll(List.of(arguments));
        return Tool.run(new ProcessBuilder(command).directory(directory.toFile()));
    }
}
