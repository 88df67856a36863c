package traefik4j.provider.file;

import static java.nio.file.Files.createDirectories;
import static java.nio.file.Files.createSymbolicLink;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {
    @TempDir
    private Path temporary;

    private Path root;

    @BeforeEach
    void resolveLinksAbove() throws IOException {
        root = temporary.toRealPath();
    }

    @Test
    void isTheFileAloneIfThereAreNone() {
        assertThat(Links.of(root.resolve("a"))).containsExactly(root.resolve("a"));
    }

    @Test
    void meetsEachLinkOnTheWay() throws Exception {
        createDirectories(root.resolve("one/..1"));
        createSymbolicLink(root.resolve("one/..data"), Path.of("..1"));
        createSymbolicLink(root.resolve("one/a"), Path.of("..data/a"));

        assertThat(Links.of(root.resolve("one/a")))
                .containsExactly(root.resolve("one/a"), root.resolve("one/..data"), root.resolve("one/..1/a"));
    }

    @Test
    void leadsUpAndAcross() throws Exception {
        createDirectories(root.resolve("one/two"));
        createDirectories(root.resolve("three"));
        createSymbolicLink(root.resolve("one/two/up"), Path.of("../../three/./a"));
        createSymbolicLink(root.resolve("three/a"), root.resolve("b"));

        assertThat(Links.of(root.resolve("one/../one/two/up")))
                .containsExactly(root.resolve("one/two/up"), root.resolve("three/a"), root.resolve("b"));
    }

    @Test
    void endsInALoop() throws Exception {
        createSymbolicLink(root.resolve("a"), Path.of("b"));
        createSymbolicLink(root.resolve("b"), Path.of("a"));

        assertThat(Links.of(root.resolve("a"))).containsExactly(root.resolve("a"), root.resolve("b"));
    }
}
