package traefik4j.control.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.config.Problem;
import traefik4j.control.Provider;
import traefik4j.control.ProviderContract;

/** What every key-value store keeps to, tested against the real server. */
public interface StoreContract extends ProviderContract {
    /** The prefix all of this is about. */
    String PREFIX = "/traefik";

    /** A connection of its own. */
    Store open() throws IOException, InterruptedException;

    /** Deletes everything below the prefix, by other means than ours. */
    void deleteAll() throws Exception;

    @Override
    default Provider provider() {
        KeyValueStore options = new KeyValueStore(
                KeyValueStore.Kind.ETCD, List.of("unused"), PREFIX, true, null, null, null, Constraints.NONE);
        return new KeyValueProvider("store", options, this::open);
    }

    @Override
    default void say(String... urls) throws Exception {
        deleteAll();
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < urls.length; i++) {
            keys.put("backends/b/servers/s" + i + "/url", urls[i]);
        }
        write(PREFIX, keys);
    }

    private void write(String prefix, Map<String, String> keys) throws Exception {
        try (Store store = open()) {
            store.write(prefix, keys);
        }
    }

    @Test
    default void readsWhatItWrote() throws Exception {
        deleteAll();
        Map<String, String> keys = Map.of(
                "loglevel", "DEBUG",
                "entrypoints/http/address", ":80",
                "frontends/f/routes/r/rule", "Host:a,b;Headers:X-Ünicode,=?&/ %41",
                "frontends/f/headers/customrequestheaders/X-A b", "");
        write(PREFIX, keys);
        try (Store store = open()) {
            Map<String, String> read = new LinkedHashMap<>(store.read(PREFIX).keys());
            read.keySet().removeIf(key -> key.endsWith("/") || !keys.containsKey(key));
            assertThat(read).containsExactlyInAnyOrderEntriesOf(keys);
            assertThat(store.read("/traefik-else").keys()).isEmpty();
        }
    }

    @Test
    default void aSectionIsAKeyWithASlashAtItsEnd() throws Exception {
        deleteAll();
        write(PREFIX, Map.of("ping/", ""));
        write(PREFIX, Map.of("ping/", "", "ping/entrypoint", "http"));
        try (Store store = open()) {
            assertThat(store.read("traefik").keys())
                    .containsEntry("ping/entrypoint", "http")
                    .allSatisfy((key, value) -> assertThat(key).startsWith("ping"));
        }
    }

    @Test
    default void readsTenThousandKeysAtOnce() throws Exception {
        deleteAll();
        Map<String, String> keys = tenThousand();
        write(PREFIX, keys);
        try (Store store = open()) {
            long began = System.nanoTime();
            Map<String, String> read = new LinkedHashMap<>(store.read(PREFIX).keys());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
            read.keySet().retainAll(keys.keySet());
            assertThat(read).hasSize(10_000);
        }
        deleteAll();
    }

    @Test
    default void aChangeAmongTenThousandKeysIsPublishedWithinSeconds() throws Exception {
        deleteAll();
        write(PREFIX, tenThousand());
        try (Listening listening = new Listening(provider())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> listening.last().size() == 10_000);
            write(PREFIX, Map.of("backends/b0/servers/s0/url", "http://127.0.0.1:20000"));
            long began = System.nanoTime();
            await().until(() -> listening.last().contains("http://127.0.0.1:20000"));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        }
        deleteAll();
    }

    private static Map<String, String> tenThousand() {
        Map<String, String> keys = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            keys.put("backends/b" + i % 100 + "/servers/s" + i + "/url", "http://127.0.0.1:" + (1 + i));
        }
        return keys;
    }

    @Test
    default void whatIsMalformedCostsWhatItIsInAlone() throws Exception {
        say("http://127.0.0.1:1");
        write(
                PREFIX,
                Map.of(
                        "backends/bad/servers/s/url", "http://127.0.0.1:2",
                        "backends/bad/servers/s/weight", "h\u00e9avy \u20ac",
                        "backends/b/nobody/knows", "this"));
        try (Listening listening = new Listening(provider())) {
            await().until(() -> listening.last().equals(Set.of("http://127.0.0.1:1")));
            assertThat(listening.heard.getLast().problems())
                    .extracting(Problem::key)
                    .containsExactlyInAnyOrder("backends.bad.servers.s.weight", "backends.b.nobody");
        }
        deleteAll();
    }

    @Test
    default void waitsForAChangeAndNotForEver() throws Exception {
        say("http://127.0.0.1:1");
        try (Store store = open()) {
            Content seen = store.read(PREFIX);
            assertThat(store.awaitChange(PREFIX, seen, Duration.ofMillis(200))).isFalse();
            write(PREFIX, Map.of("loglevel", "INFO"));
            assertThat(store.awaitChange(PREFIX, seen, Duration.ofSeconds(20))).isTrue();
            assertThat(store.awaitChange(PREFIX, store.read(PREFIX), Duration.ofMillis(200)))
                    .isFalse();
        }
    }

    @Test
    default void anAliasSwapsWhatIsInForce() throws Exception {
        say("http://127.0.0.1:1");
        write("/traefik-next", Map.of("backends/b/servers/s/url", "http://127.0.0.1:2"));
        try (Listening listening = new Listening(provider())) {
            await().until(() -> listening.last().equals(Set.of("http://127.0.0.1:1")));
            write(PREFIX, Map.of("alias", "/traefik-next"));
            await().until(() -> listening.last().equals(Set.of("http://127.0.0.1:2")));
        }
        deleteAll();
    }

    @Test
    default void oneLeadsAndTheOtherWaitsUntilItStops() throws Exception {
        deleteAll();
        try (Store first = open();
                Store second = open()) {
            Store.Leadership leading = first.lead("traefik/leader", "a");
            CompletableFuture<Store.Leadership> next = CompletableFuture.supplyAsync(() -> lead(second));
            try (Store third = open()) {
                Map<String, String> keys = third.read(PREFIX).keys();
                assertThat(keys).containsEntry("leader", "a");
                assertThat(next).isNotDone();
                leading.close();
                try (Store.Leadership won = next.join()) {
                    assertThat(won).isNotSameAs(leading);
                    assertThat(third.read(PREFIX).keys()).containsEntry("leader", "b");
                }
            }
        }
    }

    private static Store.Leadership lead(Store store) {
        try {
            return store.lead("/traefik/leader", "b");
        } catch (IOException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }
}
