package traefik4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/traefik} does before the JVM runs: it finds itself, a JDK and the AOT cache. */
final class DistributionTest {
    @TempDir
    Path directory;

    Distribution distribution = new Distribution(Path.of(""));

    @BeforeEach
    void unpackWhereThePathHasSpaces() throws Exception {
        distribution = Distribution.unpackIn(directory.resolve("some where"));
    }

    @Test
    void startsThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("link"), distribution.traefik());
        assertThat(Tool.run(link.toString(), "version").output()).contains("Version:");
    }

    @Test
    void refusesAJavaHomeWithoutJdk25() throws Exception {
        Tool version = version("TRAEFIK_JAVA_HOME", "/nowhere");
        assertThat(version.exitCode()).isEqualTo(1);
        assertThat(version.output().lines()).singleElement().asString().contains("TRAEFIK_JAVA_HOME", "/nowhere", "25");
    }

    @Test
    void startsFromTheCacheItWasAskedToMake() throws Exception {
        assertThat(version("TRAEFIK_AOT", "make").exitCode()).isZero();
        assertThat(distribution.caches()).hasSize(1);
        assertThat(version("TRAEFIK_JAVA_OPTS", "-XX:AOTMode=on").output()).contains("Version:");
    }

    @Test
    void endsWhereTheCacheCannotBeMade() throws Exception {
        Tool make = version(Map.of("TRAEFIK_AOT", "make", "TRAEFIK_JAVA_OPTS", "-XX:AOTMode=off"));
        assertThat(make.exitCode()).isEqualTo(1);
        assertThat(make.output()).contains("The AOT cache was not made").doesNotContain("Version:");
    }

    @Test
    void letsAnotherCollectorBeChosen() throws Exception {
        assertThat(version("TRAEFIK_JAVA_OPTS", "-XX:+UseZGC").output()).contains("Version:");
    }

    @Test
    void saysNothingAboutACacheThatIsDamaged() throws Exception {
        String usual = version("TRAEFIK_AOT", "off").output();
        version("TRAEFIK_AOT", "make");
        Path cache = distribution.caches().getFirst();
        Files.write(cache, new byte[4096]);
        assertThat(version("TRAEFIK_AOT", "auto")).isEqualTo(new Tool(0, usual));
    }

    /** They would be copied to where temporary files are at every start, if there is such a place. */
    @Test
    void loadsNativeLibrariesFromWhereTheyAre() throws Exception {
        int port = Program.freePort();
        Path file = Files.writeString(directory.resolve("traefik.toml"), """
                [entryPoints.https]
                address = "127.0.0.1:%d"
                [entryPoints.https.tls]
                [file]
                """.formatted(port));
        Map<String, String> environment =
                Map.of("TRAEFIK_JAVA_OPTS", "-Djava.io.tmpdir=/proc/nowhere", "TRAEFIK_TRANSPORT", "epoll");
        try (Program traefik = Program.traefik(distribution, directory, environment, "-c", file.toString())) {
            traefik.awaitPort(port);
            assertThat(Files.readString(Path.of("/proc/" + traefik.pid() + "/maps")))
                    .contains("/native/libnetty_transport_native_epoll_", "/native/libnetty_tcnative_");
        }
    }

    private Tool version(String variable, String value) throws Exception {
        return version(Map.of(variable, value));
    }

    private Tool version(Map<String, String> variables) throws Exception {
        ProcessBuilder command = new ProcessBuilder(distribution.traefik().toString(), "version");
        command.environment().putAll(variables);
        return Tool.run(command);
    }
}
