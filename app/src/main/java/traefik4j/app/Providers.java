package traefik4j.app;

import java.util.ArrayList;
import java.util.List;
import traefik4j.config.FileProvider;
import traefik4j.config.read.LoadedStatic;
import traefik4j.control.Provider;

/** What is built in, in the order in which it is started (reference §5.1). */
final class Providers {
    private Providers() {}

    /** The providers a configuration asks for. */
    static List<Provider> of(LoadedStatic loaded) {
        List<Provider> providers = new ArrayList<>();
        FileProvider file = loaded.configuration().file();
        if (file != null) {
            providers.add(traefik4j.provider.file.FileProvider.of(file, loaded.main()));
        }
        return providers;
    }
}
