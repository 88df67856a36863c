package traefik4j.bench.beside;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A proxy that takes part. */
public sealed interface Peer permits Traefik4J, Nginx, HaProxy {
    /** What it is called. */
    String name();

    /** Writes its configuration, and says how it is started. */
    List<String> configure(Site site) throws IOException;

    /** What it finds in its environment, besides what is there. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** Whether it can do this. */
    default boolean takesPart(Workload workload) {
        return true;
    }

    /** How many seconds of load it needs before it is measured. */
    default int warmUp(Options options) {
        return 1;
    }
}
