package traefik4j.config;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where each key of a configuration was written, by key path ({@code frontends.web.routes.r.rule}). Mostly nobody asks, so
 * the paths may be spelt out only when somebody does; safe to use from several threads.
 */
public final class Places {
    /** The places of a configuration that was written nowhere. */
    public static final Places NONE = new Places(Map.of());

    private @Nullable Supplier<Map<String, Place>> unread;
    private Map<String, Place> places;

    /** Copies the map. */
    public Places(Map<String, Place> places) {
        this.places = new HashMap<>(places);
    }

    private Places(Supplier<Map<String, Place>> unread) {
        this.places = Map.of();
        this.unread = unread;
    }

    /** Places that are found out when the first is asked for; what is supplied must not change any more. */
    public static Places whenAsked(Supplier<Map<String, Place>> places) {
        return new Places(places);
    }

    /** Where the key was written, or else the nearest table around it; null if neither is known. */
    public @Nullable Place of(String key) {
        Map<String, Place> known = known();
        for (String path = key; ; path = path.substring(0, path.lastIndexOf('.'))) {
            Place place = known.get(path);
            if (place != null || path.lastIndexOf('.') < 0) {
                return place;
            }
        }
    }

    /** These places, and the others' for the keys that have none here. */
    public Places orElse(Places others) {
        return whenAsked(() -> {
            Map<String, Place> all = new HashMap<>(others.known());
            all.putAll(known());
            return all;
        });
    }

    private synchronized Map<String, Place> known() {
        if (unread != null) {
            places = unread.get();
            unread = null;
        }
        return places;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Places that && known().equals(that.known());
    }

    @Override
    public int hashCode() {
        return known().hashCode();
    }
}
