package traefik4j.control.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import traefik4j.config.Constraint;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.config.Loaded;
import traefik4j.control.Provider;
import traefik4j.control.ProviderContract;

class KeyValueProviderTest implements ProviderContract {
    private static final String A = "http://127.0.0.1:1";
    private static final String B = "http://127.0.0.1:2";

    private final MemoryStore store = new MemoryStore();

    @Override
    public Provider provider() {
        return provider(Constraints.NONE);
    }

    private Provider provider(Constraints constraints) {
        KeyValueStore options = new KeyValueStore(
                KeyValueStore.Kind.ETCD, List.of("nowhere"), "/traefik", true, null, null, null, constraints);
        return new KeyValueProvider("etcd", options, () -> store);
    }

    @Override
    public void say(String... urls) {
        store.removeAll("traefik/backends");
        store.write("traefik", servers("", urls));
    }

    private static Map<String, String> servers(String prefix, String... urls) {
        Map<String, String> keys = new TreeMap<>();
        for (int i = 0; i < urls.length; i++) {
            keys.put(prefix + "backends/b/servers/s" + i + "/url", urls[i]);
        }
        return keys;
    }

    @Test
    void anAliasNamesAnotherPrefixToReadFrom() throws Exception {
        say(A);
        store.write("configurations/2", servers("", B));
        try (Listening listening = new Listening(provider())) {
            await().until(() -> listening.last().equals(Set.of(A)));
            store.put("traefik/alias", "/configurations/2");
            await().until(() -> listening.last().equals(Set.of(B)));
        }
    }

    @Test
    void whatIsWrittenForTheNextAliasIsNotInForceBeforeTheSwap() throws Exception {
        store.write("configurations/1", servers("", A));
        store.put("traefik/alias", "configurations/1");
        try (Listening listening = new Listening(provider())) {
            await().until(() -> listening.last().equals(Set.of(A)));
            store.write("configurations/2", servers("", B));
            store.put("traefik/alias", "configurations/2");
            await().until(() -> listening.last().equals(Set.of(B)));
            assertThat(listening.heard)
                    .extracting(loaded -> loaded.configuration().backends().size())
                    .containsOnly(1);
        }
    }

    @Test
    void constraintsChooseServersByTheirTags() throws Exception {
        say(A, B);
        store.put("traefik/backends/b/servers/s1/tags", "api");
        Constraints api = new Constraints(List.of(new Constraint(true, "a*")));
        try (Listening listening = new Listening(provider(api))) {
            await().until(() -> listening.last().equals(Set.of(B)));
        }
    }

    @Test
    void aStoreThatIsDownIsTroubleForTheSupervisor() {
        say(A);
        store.down(true);
        assertThatThrownBy(() -> provider().run(loaded -> {}))
                .isInstanceOf(IOException.class)
                .hasMessage("the store is down");
    }

    @Test
    void keysWrittenOneByOneAreReadTogetherWhenTheyAreComplete() throws Exception {
        try (Listening listening = new Listening(provider())) {
            await().until(() -> !listening.heard.isEmpty());
            store.put("traefik/frontends/f/backend", "b");
            store.put("traefik/frontends/f/routes/r/rule", "Path:/");
            say(A);
            await().until(() -> listening.last().equals(Set.of(A)));
            Loaded last = listening.heard.getLast();
            assertThat(last.problems()).isEmpty();
            assertThat(last.configuration().frontends()).containsKey("f");
        }
    }

    @Test
    void problemsNameTheKey() throws Exception {
        store.put("traefik/backends/b/maxconn/amount", "many");
        try (Listening listening = new Listening(provider())) {
            await().until(() -> !listening.heard.isEmpty());
            assertThat(listening.heard.getLast().problems())
                    .singleElement()
                    .hasToString("etcd /traefik/backends/b/maxconn/amount backends.b.maxConn.amount: \"many\""
                            + " (expected: a whole number)");
        }
    }
}
