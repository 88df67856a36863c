package traefik4j.config.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import traefik4j.config.Constraint;
import traefik4j.config.Constraints;
import traefik4j.config.schema.DynamicSchema;
import traefik4j.config.schema.Reading;
import traefik4j.config.schema.StaticSchema;
import traefik4j.config.toml.TomlText;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Table;

class KeyWritingTest {
    private final Findings findings = new Findings();

    @Test
    void writesKeysInLowerCaseAndListsByNumber() {
        Map<String, String> keys = staticKeys("""
                defaultEntryPoints = ["http", "https"]
                [lifeCycle]
                graceTimeOut = 90
                [entryPoints.Web]
                address = ":80"
                [[entryPoints.Web.tls.certificates]]
                certFile = "a.pem"
                keyFile = "a.key"
                """);
        assertThat(keys)
                .containsEntry("defaultentrypoints/0", "http")
                .containsEntry("defaultentrypoints/1", "https")
                .containsEntry("lifecycle/", "")
                .containsEntry("lifecycle/gracetimeout", "1m30s")
                .containsEntry("entrypoints/Web/address", ":80")
                .containsEntry("entrypoints/Web/tls/certificates/0/certfile", "a.pem")
                .doesNotContainKey("retry/");
    }

    @Test
    void readsBackWhatItWrote() {
        Table tree = dynamic("""
                [backends.b.servers.a]
                url = "http://127.0.0.1:1"
                weight = 3
                [backends.b.healthCheck]
                path = "/"
                [backends.b.healthCheck.headers]
                Accept = "a,b"
                [frontends.F]
                backend = "b"
                entryPoints = ["http"]
                [frontends.F.routes.r]
                rule = "Host:a,b"
                """);
        KeyTree keys = KeyTree.of("test", "", KeyWriting.of(tree, DynamicSchema.OWN_FILE));
        Table read = new KeyReading(findings).read(keys, DynamicSchema.OWN_FILE);
        assertThat(findings.problems()).isEmpty();
        assertThat(KeyWriting.of(read, DynamicSchema.OWN_FILE)).isEqualTo(KeyWriting.of(tree, DynamicSchema.OWN_FILE));
    }

    @Test
    void takesBackWhatAnEarlierTimeSaidAndNothingElse() {
        Map<String, String> there = Map.of(
                "loglevel",
                "DEBUG",
                "defaultentrypoints/0",
                "a",
                "defaultentrypoints/1",
                "b",
                "frontends/x/backend",
                "y");
        Map<String, String> keys = staticKeys("defaultEntryPoints = [\"http\"]");
        assertThat(KeyWriting.over(there, keys))
                .isEqualTo(Map.of("loglevel", "", "defaultentrypoints/0", "http", "defaultentrypoints/1", ""));
    }

    @Test
    void serversAreChosenByTheirTags() {
        KeyTree keys = KeyTree.of(
                "test",
                "",
                new TreeMap<>(Map.of(
                        "backends/b/servers/blue/url", "http://1",
                        "backends/b/servers/blue/tags", "api,blue",
                        "backends/b/servers/green/url", "http://2",
                        "backends/b/servers/green/tags/0", "green",
                        "backends/b/servers/none/url", "http://3")));
        ServerTags.choose(keys, new Constraints(List.of(new Constraint(true, "blue"))));
        assertThat(keys.at("backends", "b", "servers").orElseThrow().below()).hasSize(1);
        assertThat(keys.at("backends", "b", "servers", "blue", "tags")).isEmpty();
    }

    @Test
    void namesThatAreNumbersAreInTheOrderOfNumbers() {
        KeyTree keys = KeyTree.of("test", "", Map.of("10", "k", "9", "j", "2", "c", "a", "z"));
        assertThat(keys.list()).containsExactly("c", "j", "k", "z");
    }

    private Map<String, String> staticKeys(String toml) {
        Table written = TomlText.parse(toml, "test", findings).orElseThrow();
        return KeyWriting.of(new Reading(findings).read(written, StaticSchema.MAIN_FILE), StaticSchema.MAIN_FILE);
    }

    private Table dynamic(String toml) {
        Table written = TomlText.parse(toml, "test", findings).orElseThrow();
        return new Reading(findings).read(written, DynamicSchema.OWN_FILE);
    }
}
