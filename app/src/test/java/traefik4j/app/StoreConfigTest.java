package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code storeconfig} where it cannot do what it should. */
final class StoreConfigTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void needsAStore() throws Exception {
        assertThat(Typed.in(directory, "storeconfig"))
                .isEqualTo(new Typed(1, "", "error using command storeconfig, no Key-value store defined\n"));
    }

    @Test
    void saysThatTheStoreDoesNotAnswer() throws Exception {
        assertThat(Typed.in(directory, "storeconfig", "--consul.endpoint=127.0.0.1:1"))
                .isEqualTo(
                        new Typed(
                                1,
                                "",
                                "The configuration cannot be stored: Consul at 127.0.0.1:1 does not answer: nobody is there\n"));
    }

    @Test
    void storesNothingWhenTheRulesCannotBeRead() throws Exception {
        Files.writeString(directory.resolve("rules.toml"), "[broken");
        Typed command = Typed.in(directory, "storeconfig", "--etcd", "--file.filename=" + directory + "/rules.toml");
        assertThat(command.code()).isEqualTo(1);
        assertThat(command.err()).contains("rules.toml:1:", "Nothing is stored");
    }

    @Test
    void aStoreThatIsDownKeepsNobodyFromServingTheRest() throws Exception {
        int port = Running.freePort();
        Files.writeString(directory.resolve("traefik.toml"), """
                [entryPoints.http]
                address = ":%d"
                [ping]
                entryPoint = "http"
                [file]
                [etcd]
                endpoint = "127.0.0.1:1"
                """.formatted(port));
        try (Running traefik = Running.in(directory).awaitPort(port)) {
            assertThat(Running.get(port, "x", "/ping")).startsWith("HTTP/1.1 200");
            assertThat(traefik.err()).isEmpty();
        }
    }

    @Test
    void aStoreThatIsDownIsWaitedForWhereNothingElseIsKnown() throws Exception {
        Running traefik = Running.in(directory, "--etcd.endpoint=127.0.0.1:1");
        assertThat(traefik.stop().exitCode()).isZero();
    }
}
