package traefik4j.config;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each key of a configuration was written, by key path ({@code frontends.web.routes.r.rule}). */
public final class Places {
    /** The places of a configuration that was written nowhere. */
    public static final Places NONE = new Places(Map.of());

    private final Map<String, Place> places;

    /** Copies the map. */
    public Places(Map<String, Place> places) {
        this.places = new HashMap<>(places);
    }

    /** Where the key was written, or else the nearest table around it; null if neither is known. */
    public @Nullable Place of(String key) {
        for (String path = key; ; path = path.substring(0, path.lastIndexOf('.'))) {
            Place place = places.get(path);
            if (place != null || path.lastIndexOf('.') < 0) {
                return place;
            }
        }
    }

    /** These places, and the others' for the keys that have none here. */
    public Places orElse(Places others) {
        Map<String, Place> all = new HashMap<>(others.places);
        all.putAll(places);
        return new Places(all);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Places that && places.equals(that.places);
    }

    @Override
    public int hashCode() {
        return places.hashCode();
    }
}
