package traefik4j.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that keep the order in which things were written. Most of them hold one thing or nothing, and there are many. */
final class OrderedMap {
    private OrderedMap() {}

    /** A copy nobody can change; as small as can be where there is no order to keep. */
    static <K, V> Map<K, V> copyOf(Map<K, V> map) {
        return map.size() < 2 ? Map.copyOf(map) : Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
