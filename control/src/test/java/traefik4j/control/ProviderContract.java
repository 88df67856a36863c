package traefik4j.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import traefik4j.config.Loaded;
import traefik4j.config.Server;

/** What every provider keeps to, tested against its real source. */
public interface ProviderContract {
    /** A provider that watches the source of this test. */
    Provider provider();

    /** Makes the source say that there are servers at these URLs, and nothing else. */
    void say(String... urls) throws Exception;

    @Test
    default void publishesWhatIsThereWhenItStarts() throws Exception {
        say("http://127.0.0.1:1");
        try (Listening listening = new Listening(provider())) {
            await().until(() -> listening.last().equals(Set.of("http://127.0.0.1:1")));
        }
    }

    @Test
    default void publishesAgainWhenTheSourceChanges() throws Exception {
        say("http://127.0.0.1:1");
        try (Listening listening = new Listening(provider())) {
            await().until(() -> !listening.heard.isEmpty());
            say("http://127.0.0.1:1", "http://127.0.0.1:2");
            await().until(() -> listening.last().equals(Set.of("http://127.0.0.1:1", "http://127.0.0.1:2")));
            say("http://127.0.0.1:3");
            await().until(() -> listening.last().equals(Set.of("http://127.0.0.1:3")));
        }
    }

    @Test
    default void publishesThatNothingIsLeft() throws Exception {
        say("http://127.0.0.1:1");
        try (Listening listening = new Listening(provider())) {
            await().until(() -> !listening.last().isEmpty());
            say();
            await().until(() -> listening.last().isEmpty());
        }
    }

    @Test
    default void endsUpWithTheLatestOfManyChanges() throws Exception {
        say("http://127.0.0.1:1");
        try (Listening listening = new Listening(provider())) {
            await().until(() -> !listening.heard.isEmpty());
            for (int port = 2; port <= 100; port++) {
                say("http://127.0.0.1:" + port);
            }
            await().until(() -> listening.last().equals(Set.of("http://127.0.0.1:100")));
        }
    }

    @Test
    default void stopsWhenItIsInterrupted() throws Exception {
        say("http://127.0.0.1:1");
        Listening listening = new Listening(provider());
        await().until(() -> !listening.heard.isEmpty());

        listening.close();

        assertThat(listening.failure).isInstanceOf(InterruptedException.class);
    }

    /** A provider that runs, and what it has published so far. */
    final class Listening implements AutoCloseable {
        public final List<Loaded> heard = new CopyOnWriteArrayList<>();
        private final Thread thread;
        private volatile @Nullable Exception failure;

        public Listening(Provider provider) {
            thread = Thread.ofVirtual().start(() -> run(provider));
        }

        private void run(Provider provider) {
            try {
                provider.run(heard::add);
            } catch (Exception e) {
                failure = e;
            }
        }

        /** The servers there are by now. */
        public Set<String> last() {
            return heard.isEmpty() ? Set.of() : urls(heard.getLast());
        }

        private static Set<String> urls(Loaded loaded) {
            return loaded.configuration().backends().values().stream()
                    .flatMap(backend -> backend.servers().values().stream())
                    .map(Server::url)
                    .collect(Collectors.toSet());
        }

        @Override
        public void close() {
            thread.interrupt();
            await().until(() -> !thread.isAlive());
        }
    }
}
