package traefik4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import traefik4j.config.FileProvider;
import traefik4j.config.KeyValueStore;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.read.LoadedStatic;
import traefik4j.control.Provider;
import traefik4j.control.keyvalue.Election;
import traefik4j.control.keyvalue.KeyValueProvider;

/** What is built in, in the order in which it is started (reference §5.1). */
final class Providers {
    private Providers() {}

    /**
     * The providers a configuration asks for.
     *
     * @param environment the variables, of which some are secrets for providers
     */
    static List<Provider> of(LoadedStatic loaded, Map<String, String> environment) {
        List<Provider> providers = new ArrayList<>();
        FileProvider file = loaded.configuration().file();
        if (file != null) {
            providers.add(traefik4j.provider.file.FileProvider.of(file, loaded.main()));
        }
        for (KeyValueStore store : loaded.configuration().stores()) {
            providers.add(new KeyValueProvider(Stores.providerName(store), store, Stores.opening(store, environment)));
        }
        return providers;
    }

    /** The election among all instances on the store that is preferred (reference §8.1). */
    static Election election(StaticConfiguration configuration, Map<String, String> environment) {
        KeyValueStore store = configuration.stores().getFirst();
        String configured = configuration.cluster().node();
        String node = configured.isEmpty() ? UUID.randomUUID().toString() : configured;
        return new Election(store, configuration.cluster(), node, Stores.opening(store, environment));
    }
}
