package traefik4j.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import traefik4j.config.Loaded;
import traefik4j.config.Problem;

/**
 * Everything all providers say at one moment. Nothing is merged across providers: a name belongs to its provider, so the
 * same name in two of them means two things (reference §5.1).
 *
 * @param providers what each provider says, by its name, in the order in which the providers were started
 */
public record Snapshot(Map<String, Loaded> providers) {
    /** Copies the map, keeping its order. */
    public Snapshot {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    }

    /** This snapshot with what cannot go live left out and named (reference §3.1). */
    public Snapshot validated(Settings settings) {
        Map<String, Loaded> valid = new LinkedHashMap<>();
        providers.forEach((name, loaded) -> valid.put(name, Validation.of(loaded, settings)));
        return new Snapshot(valid);
    }

    /** What is wrong with any of it. */
    public List<Problem> problems() {
        return providers.values().stream()
                .flatMap(loaded -> loaded.problems().stream())
                .toList();
    }
}
