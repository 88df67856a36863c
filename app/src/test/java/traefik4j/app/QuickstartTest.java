package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code quickstart}. */
final class QuickstartTest {
    private static final String HOST = "whoami.localhost";

    @TempDir
    Path directory = Path.of("");

    private int port;

    @BeforeEach
    void chooseAPort() throws IOException {
        port = Running.freePort();
    }

    @Test
    void bothServersEchoTheRequest() throws Exception {
        try (Running quickstart = start()) {
            Set<String> names = new HashSet<>();
            for (int i = 0; i < 2; i++) {
                String answer = Running.get(port, HOST, "/a?b=c");
                assertThat(answer)
                        .startsWith("HTTP/1.1 200 OK")
                        .contains("\nHostname: ", "\nIP: 127.0.0.1\n", "\nRemoteAddr: 127.0.0.1:")
                        .contains(
                                "\nGET /a?b=c HTTP/1.1\n",
                                "\nHost: whoami.localhost\n",
                                "\nX-Forwarded-For: 127.0.0.1\n");
                names.add(answer.replaceFirst("(?s).*\\nName: (\\w+)\\n.*", "$1"));
            }
            assertThat(names).containsExactlyInAnyOrder("one", "two");
            assertThat(quickstart.err()).isEmpty();
        }
    }

    @Test
    void printsWhatToTryAndWhatItRuns() throws Exception {
        try (Running quickstart = start()) {
            quickstart.awaitOut("rule = \"Host:whoami.localhost\"");
            assertThat(quickstart.out())
                    .contains(
                            "curl -H Host:whoami.localhost http://localhost:" + port + "/",
                            directory.resolve("traefik-quickstart/traefik.toml").toString());
        }
    }

    @Test
    void whatIsEditedComesIntoForce() throws Exception {
        try (Running quickstart = start()) {
            Path file = directory.resolve("traefik-quickstart/traefik.toml");
            Files.writeString(file, Files.readString(file).replace("\"Host:whoami", "\"Host:other"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> Running.get(port, "other.localhost", "/").startsWith("HTTP/1.1 200"));
            assertThat(quickstart.err()).isEmpty();
        }
    }

    @Test
    void aFileThatIsThereIsKept() throws Exception {
        start().close();
        Path file = directory.resolve("traefik-quickstart/traefik.toml");
        String edited = "# mine\n" + Files.readString(file);
        Files.writeString(file, edited);
        int before = port;
        port = Running.freePort();
        try (Running quickstart = start()) {
            assertThat(Running.get(port, HOST, "/")).startsWith("HTTP/1.1 200");
            quickstart.awaitOut("# mine");
        }
        assertThat(file).hasContent(edited).content().contains(":" + before + "\"");
    }

    @Test
    void endsWithZero() throws Exception {
        assertThat(start().stop().exitCode()).isZero();
    }

    @Test
    void saysThatThePortIsTakenAndHowToChooseAnother() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            Typed quickstart = Typed.in(directory, "quickstart", "--port", "" + taken.getLocalPort());
            assertThat(quickstart.code()).isEqualTo(1);
            assertThat(quickstart.err())
                    .contains(":" + taken.getLocalPort(), "the port is taken", "quickstart --port ");
        }
    }

    @Test
    void refusesAPortThatIsNone() throws Exception {
        Typed quickstart = Typed.in(directory, "quickstart", "--port=eighty");
        assertThat(quickstart).isEqualTo(new Typed(1, "", "--port eighty (expected: a number from 1 to 65535)\n"));
    }

    private Running start() {
        return Running.in(directory, "quickstart", "--port", "" + port).awaitPort(port);
    }
}
