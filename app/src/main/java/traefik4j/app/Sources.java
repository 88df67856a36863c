package traefik4j.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import traefik4j.config.FileProvider;
import traefik4j.config.KeyValueStore;
import traefik4j.config.Loaded;
import traefik4j.config.Problem;
import traefik4j.config.keys.KeyTree;
import traefik4j.config.read.LoadedStatic;
import traefik4j.config.read.StaticReader;
import traefik4j.config.read.Surroundings;
import traefik4j.control.keyvalue.KeyValueProvider;
import traefik4j.control.keyvalue.Store;

/**
 * Everything a configuration is made of, read once, though nothing is started.
 *
 * @param loaded the static part
 * @param said what providers say
 * @param silent which of them could not be asked
 */
record Sources(LoadedStatic loaded, Map<String, Loaded> said, List<Problem> silent) {
    /** Reads what these flags lead to: files, and key-value stores if they answer. */
    static Sources read(List<String> flags, Surroundings surroundings) throws InterruptedException {
        List<Problem> silent = new ArrayList<>();
        LoadedStatic loaded = StaticReader.read(flags, surroundings);
        List<KeyValueStore> stores = loaded.configuration().stores();
        if (!stores.isEmpty()) {
            try {
                loaded = stored(flags, surroundings, stores.getFirst());
            } catch (IOException e) {
                silent.add(silence(loaded, stores.getFirst(), e));
            }
        }
        Map<String, Loaded> said = new LinkedHashMap<>();
        FileProvider file = loaded.configuration().file();
        if (file != null) {
            said.put(
                    "file",
                    traefik4j.provider.file.FileProvider.of(file, loaded.main()).load());
        }
        stores = loaded.configuration().stores();
        for (KeyValueStore store : stores.subList(silent.size(), stores.size())) {
            ask(store, surroundings, loaded, said, silent);
        }
        return new Sources(loaded, said, silent);
    }

    /** The static configuration with what a store says over all the rest (reference §1.1). */
    static LoadedStatic stored(List<String> flags, Surroundings surroundings, KeyValueStore store)
            throws IOException, InterruptedException {
        try (Store open = Stores.opening(store, surroundings.environment()).open()) {
            KeyTree keys = KeyTree.of(
                    store.kind().section(),
                    store.prefix(),
                    open.read(store.prefix()).keys());
            return StaticReader.read(flags, surroundings, store.kind(), keys);
        }
    }

    private static void ask(
            KeyValueStore store,
            Surroundings surroundings,
            LoadedStatic loaded,
            Map<String, Loaded> said,
            List<Problem> silent)
            throws InterruptedException {
        String name = Stores.providerName(store);
        try {
            new KeyValueProvider(name, store.unwatched(), Stores.opening(store, surroundings.environment()))
                    .run(all -> said.put(name, all));
        } catch (IOException e) {
            silent.add(silence(loaded, store, e));
        }
    }

    private static Problem silence(LoadedStatic loaded, KeyValueStore store, IOException reason) {
        String section = store.kind().section();
        return Problem.warning(
                loaded.places().of(section), section, reason.getMessage() + "; nobody knows what stands there");
    }
}
