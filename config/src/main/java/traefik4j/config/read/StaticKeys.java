package traefik4j.config.read;

import java.util.Map;
import traefik4j.config.KeyValueStore;
import traefik4j.config.keys.KeyWriting;
import traefik4j.config.schema.StaticSchema;
import traefik4j.config.tree.Table;

/** The static configuration as keys of a store (reference §1.4). */
public final class StaticKeys {
    private StaticKeys() {}

    /** What flags and file say, but for what is of no use to other instances: the file, the password, the name. */
    public static Map<String, String> of(LoadedStatic loaded, KeyValueStore.Kind store) {
        Table tree = loaded.tree();
        Map<String, String> keys = KeyWriting.of(tree, StaticSchema.MAIN_FILE);
        keys.keySet()
                .removeIf(key -> key.startsWith("file/")
                        || key.equals(store.section() + "/password")
                        || key.equals("cluster/node"));
        return keys;
    }
}
