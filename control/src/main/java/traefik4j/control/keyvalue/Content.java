package traefik4j.control.keyvalue;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a store said at one moment.
 *
 * @param keys values by key, without the prefix
 * @param version by what the store knows the moment
 */
public record Content(Map<String, String> keys, long version) {
    /** Copies the map, in the order of the keys. */
    public Content {
        keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    }
}
