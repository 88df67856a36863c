package traefik4j.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Loaded;
import traefik4j.config.Problem;

/**
 * Everything all providers say at one moment. Nothing is merged across providers: a name belongs to its provider, so the
 * same name in two of them means two things (reference §5.1).
 *
 * @param providers what each provider says, by its name, in the order in which the providers were started
 */
public record Snapshot(Map<String, Loaded> providers) {
    /** Nothing at all. */
    static final Snapshot NONE = new Snapshot(Map.of());

    /** Copies the map, keeping its order. */
    public Snapshot {
        providers = Collections.unmodifiableMap(new LinkedHashMap<>(providers));
    }

    /** This snapshot with what cannot go live left out and named (reference §3.1). */
    public Snapshot validated(Settings settings) {
        return validated(settings, NONE, NONE);
    }

    /** The same; what is as it was in a snapshot before becomes what it became there. */
    Snapshot validated(Settings settings, Snapshot saidBefore, Snapshot usableBefore) {
        Map<String, Loaded> valid = new LinkedHashMap<>();
        providers.forEach((name, loaded) -> valid.put(
                name,
                Validation.of(loaded, settings, saidBefore.configuration(name), usableBefore.configuration(name))));
        return new Snapshot(valid);
    }

    private DynamicConfiguration configuration(String provider) {
        Loaded loaded = providers.get(provider);
        return loaded == null ? DynamicConfiguration.EMPTY : loaded.configuration();
    }

    /** What is wrong with any of it. */
    public List<Problem> problems() {
        return providers.values().stream()
                .flatMap(loaded -> loaded.problems().stream())
                .toList();
    }
}
