package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first thing a stranger runs. */
final class QuickstartTest {
    @TempDir
    Path directory;

    Distribution distribution = new Distribution(Path.of(""));

    @BeforeEach
    void unpack() throws Exception {
        distribution = Distribution.unpackIn(directory.resolve("unpacked"));
    }

    @Test
    void answersAsWhoamiOnTheGivenPort() throws Exception {
        int port = Program.freePort();
        try (Program traefik = quickstart(port)) {
            traefik.awaitPort(port);
            Tool curl = curl(port);
            assertThat(curl.output()).contains("Hostname:", "GET / HTTP/1.1", "Host: whoami.localhost");
        }
    }

    @Test
    void printsTheAddressToTry() throws Exception {
        int port = Program.freePort();
        try (Program traefik = quickstart(port)) {
            traefik.awaitPort(port);
            traefik.awaitOutput("whoami.localhost:" + port);
        }
    }

    @Test
    void endsWithZeroOnControlC() throws Exception {
        int port = Program.freePort();
        try (Program traefik = quickstart(port)) {
            traefik.awaitPort(port);
            curl(port);
            traefik.signal("INT");
            assertThat(traefik.exitCode()).as(traefik::output).isZero();
        }
    }

    @Test
    void saysThatThePortIsTakenAndEndsWithOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                Program traefik = quickstart(taken.getLocalPort())) {
            assertThat(traefik.exitCode()).as(traefik::output).isEqualTo(1);
            assertThat(traefik.output())
                    .contains(Integer.toString(taken.getLocalPort()))
                    .doesNotContain("\tat ");
        }
    }

    private Program quickstart(int port) throws Exception {
        return Program.traefik(distribution, directory, "quickstart", "--port", Integer.toString(port));
    }

    private static Tool curl(int port) throws Exception {
        return Tool.run("curl", "-sS", "-H", "Host: whoami.localhost", "http://127.0.0.1:" + port + "/");
    }
}
