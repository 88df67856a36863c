package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.Loaded;
import traefik4j.config.Place;
import traefik4j.config.Problem;

/** Frontends and backends in files of their own. */
class DynamicReaderTest {
    private static Loaded read(String... lines) {
        return DynamicReader.read(String.join("\n", lines), "rules.toml");
    }

    @Test
    void aBadFrontendIsLeftOutAndTheRestStays() {
        Loaded loaded = read(
                "[frontends.bad]",
                "priority = true",
                "[frontends.good]",
                "backend = \"b\"",
                "[frontends.good.routes.r]",
                "rule = \"Path:/\"");
        assertThat(loaded.configuration().frontends()).containsOnlyKeys("good");
        assertThat(loaded.problems())
                .extracting(Problem::toString)
                .containsExactly("rules.toml:2:1 frontends.bad.priority: true (expected: a whole number)");
    }

    @Test
    void namesMayHaveDotsInThem() {
        Loaded loaded = read("[frontends.\"a.b\"]", "priority = true", "[frontends.\"a.c\"]");
        assertThat(loaded.configuration().frontends()).containsOnlyKeys("a.c");
    }

    @Test
    void namesKeepTheirCase() {
        assertThat(read("[Backends.Web]", "[backends.web]")
                        .configuration()
                        .backends()
                        .keySet())
                .containsExactly("Web", "web");
    }

    @Test
    void placesAreKnownByTheSchemasSpelling() {
        Loaded loaded =
                read("[frontends.web]", "passhostheader = true", "[frontends.web.routes.r]", "  RULE = \"Path:/\"");
        assertThat(loaded.places().of("frontends.web.passHostHeader")).isEqualTo(new Place("rules.toml", 2, 1));
        assertThat(loaded.places().of("frontends.web.routes.r.rule")).isEqualTo(new Place("rules.toml", 4, 3));
    }

    @Test
    void keysOfTheMainFileAreOutOfPlace() {
        assertThat(read("logLevel = \"INFO\"", "[docker]").problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "rules.toml:1:1 logLevel: not read here (expected: in the main configuration file)",
                        "rules.toml:2:1 docker: not read here (expected: in the main configuration file)");
    }

    @Test
    void anEmptyTextIsReadable() {
        assertThat(read("").isReadable()).isTrue();
        assertThat(read("").problems()).isEmpty();
    }

    @Test
    void whatIsNotTomlIsNotReadable() {
        assertThat(read("[frontends").isReadable()).isFalse();
    }

    @Test
    void aFrontendThatCannotBeUsedDoesNotMakeTheFileUnreadable() {
        assertThat(read("[frontends.a]", "priority = true").isReadable()).isTrue();
    }

    @Test
    void aMissingFileIsAProblem(@TempDir Path directory) {
        Loaded loaded = new DynamicFiles().read(directory.resolve("none.toml"));
        assertThat(loaded.isReadable()).isFalse();
        assertThat(loaded.problems()).hasSize(1);
    }
}
