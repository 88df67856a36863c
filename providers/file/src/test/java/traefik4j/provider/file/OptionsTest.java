package traefik4j.provider.file;

import static java.nio.file.Files.createDirectory;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.Loaded;
import traefik4j.config.read.MainFile;

class OptionsTest {
    @TempDir
    private Path folder;

    @Test
    void readsTheMainFileIfNoOtherIsNamed() throws Exception {
        Path main = folder.resolve("traefik.toml");
        writeString(main, "logLevel = \"INFO\"\n" + Rules.backend("main", "http://a"));

        Loaded loaded = load("", "", main);

        assertThat(loaded.configuration().backends()).containsOnlyKeys("main");
        assertThat(loaded.problems()).isEmpty();
    }

    @Test
    void readsItsOwnFileRatherThanTheMainFile() throws Exception {
        Path own = folder.resolve("rules.toml");
        writeString(own, Rules.backend("own", "http://a"));

        Loaded loaded = load(own.toString(), "", folder.resolve("traefik.toml"));

        assertThat(loaded.configuration().backends()).containsOnlyKeys("own");
    }

    @Test
    void readsTheDirectoryRatherThanTheFile() throws Exception {
        Path rules = createDirectory(folder.resolve("rules"));
        writeString(rules.resolve("a.toml"), Rules.backend("one", "http://a"));

        Loaded loaded = load("other.toml", rules.toString(), folder.resolve("traefik.toml"));

        assertThat(loaded.configuration().backends()).containsOnlyKeys("one");
    }

    @Test
    void saysThatThereIsNoFile() {
        Loaded loaded = load("", "", null);

        assertThat(loaded.problems())
                .hasToString("[file the file provider has no file (expected: file.filename, or a main file)]");
    }

    @Test
    void saysThatAFileIsATemplateThatItCannotRun() {
        assertThat(load("rules.tmpl", "", null).problems())
                .hasToString("[rules.tmpl Go templates are not supported yet (expected: a .toml file)]");
    }

    @Test
    void saysWhereAFileLooksLikeATemplate() throws Exception {
        Path own = folder.resolve("rules.toml");
        writeString(own, Rules.backend("own", "http://a") + "# {{ range }}\n");

        Loaded loaded = load(own.toString(), "", null);

        assertThat(loaded.configuration().backends()).containsOnlyKeys("own");
        assertThat(loaded.problems())
                .hasToString("[" + own + ":4:3 Go templates are not supported yet, so {{ … }} is taken as it stands]");
    }

    private static Loaded load(String filename, String directory, @Nullable Path mainFile) {
        MainFile main = mainFile == null ? null : MainFile.at(mainFile);
        return FileProvider.of(new traefik4j.config.FileProvider(filename, directory, false), main)
                .load();
    }
}
