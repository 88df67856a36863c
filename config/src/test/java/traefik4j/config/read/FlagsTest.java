package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.FileProvider;

/** Flags, alone and over a file (reference §1.2). */
class FlagsTest {
    @TempDir
    Path directory;

    private Given given() {
        return new Given(directory);
    }

    @Test
    void namesAreReadInAnyCase() {
        assertThat(given().read("--LOGlevel=DEBUG").logLevel()).isEqualTo("DEBUG");
    }

    @ParameterizedTest
    @CsvSource({
        "--debug, DEBUG",
        "--debug=true, DEBUG",
        "--debug=T, DEBUG",
        "--debug=0, ERROR",
        "-d, DEBUG",
        "-d=false, ERROR",
        "-lwarn, WARN",
        "-dlwarn, WARN"
    })
    void booleansMayGoWithoutAValue(String flag, String level) {
        assertThat(given().read(flag).logLevel()).isEqualTo(level);
    }

    @Test
    void aShortFlagTakesTheNextArgument() {
        assertThat(given().read("-l", "INFO").logLevel()).isEqualTo("INFO");
    }

    @Test
    void bareDigitsAreSeconds() {
        assertThat(given().read("--gracetimeout=7").lifeCycle().graceTimeOut()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aLongFlagNeedsAnEqualsSign() {
        assertThat(given().problems("--loglevel", "DEBUG"))
                .containsExactly(
                        "ERROR command line --loglevel: needs a value (expected: --loglevel=…)",
                        "WARNING command line DEBUG: ignored (expected: a command first, then flags)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nope=1 | ERROR command line --nope: unknown flag",
                "--logLevle=x | ERROR command line --logLevle: unknown flag (did you mean --logLevel?)",
                "--entrypoints.http=x | ERROR command line --entrypoints.http: unknown flag",
                "--debug=maybe | ERROR command line --debug: \"maybe\" (expected: true or false)",
                "--gracetimeout=soon | ERROR command line --gracetimeout: \"soon\" (expected: a duration such as \"10s\" or a number of seconds, >= 0)",
                "--maxidleconnsperhost=-1 | ERROR command line --maxidleconnsperhost: \"-1\" (expected: a whole number >= 0)",
                "-x | ERROR command line -x: unknown flag (expected: -c, -d, -g, -h or -l)",
                "-l | ERROR command line -l: needs a value (expected: -l …)",
                "version | WARNING command line version: ignored (expected: a command first, then flags)",
                "--docker | ERROR command line docker: not supported yet by Traefik4J, which does not start with it",
                "--docker.domain=x | ERROR command line docker: not supported yet by Traefik4J, which does not start with it",
                "--acme.domains=a.com,b.com | ERROR command line acme: not supported yet by Traefik4J, which does not start with it",
                "--accesslog.fields.names=a=drop | WARNING command line accessLog: not supported yet by Traefik4J, the rest works without it",
                "--accesslog.filepath=a | WARNING command line accessLog: not supported yet by Traefik4J, the rest works without it"
            })
    void saysWhatIsWrongWithAFlag(String flag, String problem) {
        assertThat(given().problems(flag)).containsExactly(problem);
    }

    @Test
    void flagsWinOverTheFile() {
        Given given = given().file("logLevel = \"INFO\"", "keepTrailingSlash = true");
        assertThat(given.read("--loglevel=WARN").logLevel()).isEqualTo("WARN");
        assertThat(given.read("--loglevel=WARN").keepTrailingSlash()).isTrue();
    }

    @Test
    void aListGivenTwiceGrowsAndReplacesThatOfTheFile() {
        Given given = given().file(
                        "defaultEntryPoints = [\"c\"]",
                        "[entryPoints.a]\naddress = \":1\"\n[entryPoints.b]\naddress = \":2\"\n[entryPoints.c]\naddress = \":3\"");
        assertThat(given.read("--defaultentrypoints=a", "--defaultEntryPoints=b,c")
                        .defaultEntryPoints())
                .containsExactly("a", "b", "c");
    }

    @Test
    void aSubFlagMakesItsSection() {
        assertThat(given().read("--file.directory=rules").file()).isEqualTo(new FileProvider("", "rules", true));
    }

    @Test
    void aSubFlagChangesOneFieldOfTheFilesSection() {
        Given given = given().file("[file]", "directory = \"rules\"", "watch = false");
        assertThat(given.read("--file.filename=f.toml").file()).isEqualTo(new FileProvider("f.toml", "rules", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--file", "--file=true"})
    void aSectionFlagForgetsWhatTheFileSaid(String flag) {
        Given given = given().file("[file]", "directory = \"rules\"", "watch = false");
        assertThat(given.read("--file.filename=f.toml", flag).file()).isEqualTo(new FileProvider("f.toml", "", true));
    }

    @Test
    void aSectionCanBeSwitchedOff() {
        assertThat(given().file("[file]").read("--file=false").file()).isNull();
    }

    @Test
    void entryPointsOfFlagsReplaceThoseOfTheFile() {
        Given given = given().file("[entryPoints.old]", "address = \":1\"");
        assertThat(given.read("--entryPoints=Name:http Address::80").entryPoints())
                .containsOnlyKeys("http");
    }
}
