package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.KeyValueStore;
import traefik4j.config.KeyValueStore.Kind;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.keys.KeyTree;

/** The static configuration in a key-value store (reference §1.1, §1.6). */
class StoreLayerTest {
    @TempDir
    Path directory;

    private LoadedStatic read(Map<String, String> keys, String... flags) {
        Surroundings here = new Surroundings(Map.of(), directory);
        return StaticReader.read(List.of(flags), here, Kind.ETCD, KeyTree.of("etcd", "/traefik", keys));
    }

    @Test
    void theStoreIsOverFlagsAndTheFile() {
        new Given(directory).file("logLevel = \"INFO\"", "[lifeCycle]", "requestAcceptGraceTimeout = 3");
        StaticConfiguration read = read(
                        Map.of("loglevel", "DEBUG", "lifecycle/gracetimeout", "7", "entrypoints/http/address", ":81"),
                        "--logLevel=WARN",
                        "--etcd")
                .configuration();
        assertThat(read.logLevel()).isEqualTo("DEBUG");
        assertThat(read.lifeCycle().graceTimeOut()).isEqualTo(Duration.ofSeconds(7));
        assertThat(read.lifeCycle().requestAcceptGraceTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(read.entryPoints().get("http")).extracting("address").isEqualTo(":81");
    }

    @Test
    void aSectionWithoutAValueIsEnabledAndAnEmptyValueIsNone() {
        LoadedStatic loaded = read(Map.of("retry/", "", "loglevel", ""), "--etcd", "--logLevel=WARN");
        assertThat(loaded.configuration().retry()).isNotNull();
        assertThat(loaded.configuration().logLevel()).isEqualTo("WARN");
    }

    @Test
    void howToReachTheStoreIsNotTakenFromIt() {
        KeyValueStore store = read(
                        Map.of("etcd/endpoint", "elsewhere:1", "etcd/watch", "false", "cluster/node", "another"),
                        "--etcd.endpoint=here:1")
                .configuration()
                .stores()
                .getFirst();
        assertThat(store.endpoints()).containsExactly("here:1");
        assertThat(store.watch()).isFalse();
    }

    @Test
    void whatIsMalformedNamesTheKey() {
        assertThat(read(Map.of("maxidleconnsperhost", "many", "frontends/f/backend", "b", "alias", "x"), "--etcd")
                        .problems())
                .singleElement()
                .hasToString("etcd /traefik/maxidleconnsperhost maxIdleConnsPerHost: \"many\""
                        + " (expected: a whole number >= 0)");
    }

    @Test
    void storesAreConfiguredByFlagsAndFile() {
        new Given(directory)
                .file("constraints = [\"tag!=old\"]", "[consul]", "endpoint = \"a:1, b:2\"", "prefix = \"x\"");
        List<KeyValueStore> stores = new Given(directory)
                .read("--etcd.useAPIV3", "--etcd.username=me", "--etcd.constraints=tag==new")
                .stores();
        assertThat(stores).extracting(KeyValueStore::kind).containsExactly(Kind.CONSUL, Kind.ETCD);
        assertThat(stores.getFirst().endpoints()).containsExactly("a:1", "b:2");
        assertThat(stores.getFirst().prefix()).isEqualTo("x");
        assertThat(stores.getLast().api3()).isTrue();
        assertThat(stores.getLast().endpoints()).containsExactly("127.0.0.1:2379");
        assertThat(stores.getLast().constraints().accept(List.of("new"))).isTrue();
        assertThat(stores.getLast().constraints().accept(List.of("new", "old"))).isFalse();
    }

    @Test
    void aConstraintThatIsNoneIsAnError() {
        assertThat(new Given(directory).problems("--etcd.constraints=api"))
                .containsExactly(
                        "ERROR command line etcd.constraints: \"api\" (expected: tag==text or tag!=text, where *"
                                + " stands for anything)");
    }
}
