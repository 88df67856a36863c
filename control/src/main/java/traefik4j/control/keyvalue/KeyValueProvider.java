package traefik4j.control.keyvalue;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import traefik4j.config.Constraints;
import traefik4j.config.KeyValueStore;
import traefik4j.config.Loaded;
import traefik4j.config.keys.KeyTree;
import traefik4j.config.read.DynamicReader;
import traefik4j.control.Provider;

/**
 * Publishes what stands in a key-value store, and publishes it again as it changes (reference §5.6). The key {@code alias}
 * names another prefix to read from, so that a whole configuration can be written at leisure and be in force at once.
 */
public final class KeyValueProvider implements Provider {
    private static final Duration LONG = Duration.ofSeconds(30);

    /** How long nothing must change before a change is read, and how long that is waited for. */
    private static final Duration QUIET = Duration.ofMillis(25);

    private static final int MOST_WAITS = 20;

    private final String name;
    private final String prefix;
    private final boolean watch;
    private final Constraints constraints;
    private final Store.Opening opening;

    /**
     * A provider.
     *
     * @param name how it is called
     * @param options where and how to read
     * @param opening connects to the store
     */
    public KeyValueProvider(String name, KeyValueStore options, Store.Opening opening) {
        this.name = name;
        this.prefix = options.prefix();
        this.watch = options.watch();
        this.constraints = options.constraints();
        this.opening = opening;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(Consumer<Loaded> publish) throws IOException, InterruptedException {
        try (Store store = opening.open()) {
            Content content = store.read(prefix);
            publish.accept(loaded(store, content));
            while (watch) {
                if (store.awaitChange(prefix, content, LONG)) {
                    content = settled(store);
                    publish.accept(loaded(store, content));
                }
            }
        }
    }

    /** Reads when whoever writes seems to have finished, as a configuration may be many keys. */
    private Content settled(Store store) throws IOException, InterruptedException {
        Content content = store.read(prefix);
        for (int wait = 0; wait < MOST_WAITS && store.awaitChange(prefix, content, QUIET); wait++) {
            content = store.read(prefix);
        }
        return content;
    }

    private Loaded loaded(Store store, Content content) throws IOException, InterruptedException {
        String alias = content.keys().getOrDefault("alias", "");
        KeyTree keys = alias.isEmpty()
                ? KeyTree.of(name, prefix, content.keys())
                : KeyTree.of(name, alias, store.read(alias).keys());
        return DynamicReader.read(keys, constraints);
    }
}
