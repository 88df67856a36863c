package traefik4j.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one provider says: frontends and the backends they refer to (reference §0). Two are equal if they say the same,
 * wherever it was written.
 *
 * @param backends backends by name
 * @param frontends frontends by name
 */
public record DynamicConfiguration(Map<String, Backend> backends, Map<String, Frontend> frontends) {
    /** Nothing at all. */
    public static final DynamicConfiguration EMPTY = new DynamicConfiguration(Map.of(), Map.of());

    /** Copies the maps, keeping their order. */
    public DynamicConfiguration {
        backends = Collections.unmodifiableMap(new LinkedHashMap<>(backends));
        frontends = Collections.unmodifiableMap(new LinkedHashMap<>(frontends));
    }
}
