package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every command has in common, and {@code version}. */
final class CommandsTest {
    @TempDir
    Path directory = Path.of("");

    @Test
    void versionPadsItsLabelsToColumnFifteen() throws Exception {
        Typed version = Typed.in(directory, "version");
        assertThat(version.code()).isZero();
        assertThat(version.out().lines())
                .hasSize(5)
                .allMatch(line -> line.matches("(Version|Codename|Java version|Built|OS/Arch): +\\S.*"))
                .allMatch(line -> line.charAt(13) == ' ' && line.charAt(14) != ' ');
    }

    @Test
    void versionKnowsItsBuild() throws Exception {
        assertThat(Typed.in(directory, "version").out()).doesNotContain("${");
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "check", "explain", "healthcheck", "quickstart"})
    void helpOfACommandNamesIt(String command) throws Exception {
        Typed help = Typed.in(directory, command, "--help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: traefik " + command);
    }

    @Test
    void helpOfTheRootListsTheCommands() throws Exception {
        Typed help = Typed.in(directory, "-h");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("Usage: traefik [flags] <command>", "quickstart", "--graceTimeOut");
    }

    @Test
    void anUnknownCommandIsNotFound() throws Exception {
        Typed unknown = Typed.in(directory, "chekc");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("command chekc not found", "check");
    }

    @Test
    void anUnknownFlagIsRefused() throws Exception {
        Typed unknown = Typed.in(directory, "--nope");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("--nope: unknown flag", "--help");
    }
}
