package traefik4j.config.read;

import java.util.List;
import traefik4j.config.KeyValueStore;
import traefik4j.config.keys.KeyReading;
import traefik4j.config.keys.KeyTree;
import traefik4j.config.schema.StaticSchema;
import traefik4j.config.tree.Findings;
import traefik4j.config.tree.Table;

/**
 * The static configuration in a key-value store, laid over all the others (reference §1.1, §1.6). How to reach the store
 * and what this instance is called is not taken from it: whoever reads it knows better.
 */
public final class StoreLayer {
    private static final List<String> CONNECTION =
            List.of("endpoint", "prefix", "username", "password", "tls", "useAPIV3");

    private final KeyValueStore.Kind store;
    private final Findings findings;

    StoreLayer(KeyValueStore.Kind store, Findings findings) {
        this.store = store;
        this.findings = findings;
    }

    void lay(KeyTree keys, Table tree) {
        Table stored = new KeyReading(findings).read(keys, StaticSchema.STORE);
        forget(stored, store);
        lay(stored, tree);
    }

    /** Takes away what is of no use to other instances. */
    public static void forget(Table stored, KeyValueStore.Kind store) {
        stored.table(store.section()).ifPresent(section -> CONNECTION.forEach(section::remove));
        stored.table("cluster").ifPresent(cluster -> cluster.remove("node"));
    }

    private static void lay(Table stored, Table tree) {
        stored.forEach((name, node) -> {
            if (node instanceof Table above && tree.get(name) instanceof Table below) {
                lay(above, below);
            } else {
                tree.put(name, node);
            }
        });
    }
}
