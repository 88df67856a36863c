package traefik4j.provider.file;

import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.Problem;
import traefik4j.control.ReloadLoop;
import traefik4j.control.Settings;
import traefik4j.control.Snapshot;

class ReloadTest {
    @TempDir
    private Path folder;

    private final List<Set<String>> live = new CopyOnWriteArrayList<>();
    private final ReloadLoop loop =
            new ReloadLoop(new Settings(Set.of("http"), List.of("http"), Duration.ZERO), this::publish);
    private Path file;

    private List<Problem> publish(Snapshot snapshot) {
        snapshot.providers()
                .forEach((name, loaded) ->
                        live.add(loaded.configuration().frontends().keySet()));
        return List.of();
    }

    @BeforeEach
    void startWithOneFrontend() throws IOException {
        file = folder.resolve("rules.toml");
        writeString(file, frontend("one", "b"));
        loop.supervise(FileProvider.of(new traefik4j.config.FileProvider(file.toString(), "", true), null));
        loop.start();
        await().until(() -> live.equals(List.of(Set.of("one"))));
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void keepsTheLastGoodConfigurationWhileAFileIsBroken() throws Exception {
        writeString(file, "[frontends.one\n");
        await().until(() -> !loop.problems().isEmpty());
        assertThat(loop.problems()).singleElement().asString().startsWith(file + ":1:15 not TOML");

        writeString(file, frontend("two", "b"));
        await().until(() -> live.getLast().equals(Set.of("two")));
        assertThat(loop.problems()).isEmpty();
        assertThat(live).containsExactly(Set.of("one"), Set.of("two"));
    }

    @Test
    void leavesOutABrokenFrontendAndLetsTheRestGoLive() throws Exception {
        writeString(file, frontend("one", "b") + frontendOnly("two", "b") + frontendOnly("three", "c"));
        await().until(() -> live.size() == 2);

        assertThat(live.getLast()).containsExactly("one", "two");
        assertThat(loop.problems()).singleElement().asString().contains("frontends.three.backend: there is no backend");
    }

    @Test
    void clearsTheRoutesWhenTheFileIsEmptied() throws Exception {
        writeString(file, "");

        await().until(() -> live.getLast().isEmpty());
        assertThat(loop.problems()).isEmpty();
    }

    private static String frontend(String name, String backend) {
        return Rules.backend(backend, "http://127.0.0.1:1") + frontendOnly(name, backend);
    }

    private static String frontendOnly(String name, String backend) {
        return """
                [frontends.%1$s]
                backend = "%2$s"
                [frontends.%1$s.routes.r]
                rule = "Host:%1$s.example"
                """.formatted(name, backend);
    }
}
