package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the main file is looked for (reference §1.1). */
class MainFileSearchTest {
    private static final String INFO = "logLevel = \"INFO\"";
    private static final String WARN = "logLevel = \"WARN\"";

    @TempDir
    Path directory;

    private Given given() {
        return new Given(directory);
    }

    @Test
    void theWorkingDirectoryIsSearchedLast() {
        Given given = given().file(INFO);
        assertThat(given.read().logLevel()).isEqualTo("INFO");
        assertThat(given.at("home/.traefik/traefik.toml", WARN).read().logLevel())
                .isEqualTo("WARN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"other/my.toml", "other/", "$HOME/../other", "${HOME}/../other/my.toml", "./other/../other"})
    void configFileWinsAndMayBeAFolderOrHaveVariablesInIt(String path) {
        Given given = given().file(INFO).at("other/my.toml", WARN).at("other/traefik.toml", WARN);
        given.at("home/x");
        assertThat(given.read("--configFile=" + path).logLevel()).isEqualTo("WARN");
        assertThat(given.read("-c", path).logLevel()).isEqualTo("WARN");
    }

    @Test
    void aMissingConfigFileIsSaidAndTheSearchGoesOn() {
        given().file(INFO);
        assertThat(given().problems("-c", "none.toml"))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith(
                                "WARNING command line --configFile: there is no file none.toml; traefik.toml is used,")
                        .contains("/etc/traefik", "home/.traefik"));
        assertThat(given().loaded("-c", "none.toml").configuration().logLevel()).isEqualTo("INFO");
    }

    @Test
    void withoutAnyFileDefaultsHold() {
        assertThat(given().loaded().file()).isNull();
        assertThat(given().loaded("-c", "none.toml").problems()).hasSize(1);
    }

    @Test
    void aByteOrderMarkDoesNoHarm() {
        assertThat(given().file("\uFEFF" + INFO).read().logLevel()).isEqualTo("INFO");
    }
}
