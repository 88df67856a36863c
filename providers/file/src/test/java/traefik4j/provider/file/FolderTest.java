package traefik4j.provider.file;

import static java.nio.file.Files.createDirectories;
import static java.nio.file.Files.createDirectory;
import static java.nio.file.Files.createSymbolicLink;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.Loaded;
import traefik4j.config.read.DynamicFiles;
import traefik4j.control.Provider;
import traefik4j.control.ProviderContract;

class FolderTest implements ProviderContract {
    private static final String A = "http://127.0.0.1:1";
    private static final String B = "http://127.0.0.1:2";
    private static final String C = "http://127.0.0.1:3";

    @TempDir
    private Path folder;

    private final DynamicFiles rules = new DynamicFiles();

    @Override
    public Provider provider() {
        return new FileProvider(new Folder(folder, rules::read), rules, true);
    }

    /** One file for each. */
    @Override
    public void say(String... urls) throws IOException {
        for (int i = 0; i < urls.length; i++) {
            write(i + ".toml", "b" + i, urls[i]);
        }
        for (int i = urls.length; Files.deleteIfExists(folder.resolve(i + ".toml")); i++) {}
    }

    @Test
    void readsAllFilesInTheOrderOfTheirNames() throws Exception {
        write("b.toml", "two", B);
        write("c/d.toml", "three", C);
        write("a.toml", "one", A);
        write("readme.txt", "four", A);

        assertThat(load().configuration().backends().keySet()).containsExactly("one", "two", "three");
        assertThat(load().problems()).isEmpty();
    }

    @Test
    void usesTheFirstOfTwoObjectsOfOneName() throws Exception {
        write("a.toml", "web", A);
        write("b.toml", "web", B);

        Loaded first = new OneFile(folder.resolve("a.toml"), rules::read).load();
        assertThat(load().configuration()).isEqualTo(first.configuration());
        assertThat(load().problems())
                .hasToString("[" + folder.resolve("b.toml") + ":1:1 backends.web: defined twice, so the first is used, "
                        + folder.resolve("a.toml") + ":1:1]");
    }

    @Test
    void isUnreadableAsAWholeIfOneFileIs() throws Exception {
        write("a.toml", "one", A);
        writeString(folder.resolve("b.toml"), "broken");

        assertThat(load().isReadable()).isFalse();
    }

    @Test
    void namesTemplatesThatItCannotRun() throws Exception {
        write("a.toml", "one", A);
        writeString(folder.resolve("b.tmpl"), "{{ range . }}");

        assertThat(load().isReadable()).isTrue();
        assertThat(load().problems())
                .hasToString(
                        "[" + folder.resolve("b.tmpl") + " Go templates are not supported yet, so it is left out]");
    }

    @Test
    void isUnreadableIfItDoesNotExist() {
        Loaded loaded = new Folder(folder.resolve("none"), rules::read).load();

        assertThat(loaded.isReadable()).isFalse();
        assertThat(loaded.problems()).asString().endsWith("(expected: a directory)]");
    }

    @Test
    void ignoresLockFilesOfEmacs() throws Exception {
        write("a.toml", "one", A);
        createSymbolicLink(folder.resolve(".#a.toml"), Path.of("me@host.123:456"));

        assertThat(load().isReadable()).isTrue();
    }

    @Test
    void readsAMountOfKubernetesOnce() throws Exception {
        write("..1/a.toml", "one", A);
        createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        createSymbolicLink(folder.resolve("a.toml"), Path.of("..data/a.toml"));

        assertThat(load().configuration().backends()).containsOnlyKeys("one");
        assertThat(load().problems()).isEmpty();
    }

    @Test
    void noticesAMountOfKubernetesThatIsFlipped() throws Exception {
        write("..1/a.toml", "one", A);
        createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        createSymbolicLink(folder.resolve("a.toml"), Path.of("..data/a.toml"));
        try (Listening listening = listening()) {
            write("..2/a.toml", "one", B);
            Rules.link(folder.resolve("..data"), Path.of("..2"));
            await().until(() -> listening.last().equals(Set.of(B)));
        }
    }

    @Test
    void noticesFilesInDirectoriesThatAppearLater() throws Exception {
        write("a.toml", "one", A);
        try (Listening listening = listening()) {
            write("deep/deeper/b.toml", "two", B);
            await().until(() -> listening.last().equals(Set.of(A, B)));
            write("deep/deeper/c.toml", "three", C);
            await().until(() -> listening.last().equals(Set.of(A, B, C)));
        }
    }

    @Test
    void noticesADirectoryThatIsRemoved() throws Exception {
        write("a.toml", "one", A);
        write("deep/b.toml", "two", B);
        try (Listening listening = listening()) {
            assertThat(listening.last()).containsOnly(A, B);
            remove(folder.resolve("deep"));
            await().until(() -> listening.last().equals(Set.of(A)));
        }
    }

    @Test
    void noticesChangesIfTheDirectoryItselfIsALink() throws Exception {
        write("real/a.toml", "one", A);
        createSymbolicLink(folder.resolve("link"), Path.of("real"));
        Provider provider = new FileProvider(new Folder(folder.resolve("link"), rules::read), rules, true);
        try (Listening listening = new Listening(provider)) {
            await().until(() -> listening.last().equals(Set.of(A)));
            write("real/a.toml", "one", B);
            await().until(() -> listening.last().equals(Set.of(B)));
            createDirectory(folder.resolve("other"));
            write("other/a.toml", "one", C);
            Rules.link(folder.resolve("link"), Path.of("other"));
            await().until(() -> listening.last().equals(Set.of(C)));
        }
    }

    private Listening listening() {
        Listening listening = new Listening(provider());
        await().until(() -> !listening.heard.isEmpty());
        return listening;
    }

    private Loaded load() {
        return new Folder(folder, rules::read).load();
    }

    private void write(String name, String backend, String url) throws IOException {
        Path file = folder.resolve(name);
        createDirectories(file.getParent());
        writeString(file, Rules.backend(backend, url));
    }

    private static void remove(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
