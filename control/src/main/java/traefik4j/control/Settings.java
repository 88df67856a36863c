package traefik4j.control;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import traefik4j.config.StaticConfiguration;

/**
 * What of the static configuration the control column has to know.
 *
 * @param entryPoints the names of the entry points there are
 * @param defaultEntryPoints the names a frontend without {@code entryPoints} gets
 * @param throttle the least time between two configurations of one provider
 */
public record Settings(Set<String> entryPoints, List<String> defaultEntryPoints, Duration throttle) {
    /** Copies the collections. */
    public Settings {
        entryPoints = Set.copyOf(entryPoints);
        defaultEntryPoints = List.copyOf(defaultEntryPoints);
    }

    /** The part of a static configuration that matters here. */
    public static Settings of(StaticConfiguration configuration) {
        return new Settings(
                configuration.entryPoints().keySet(),
                configuration.defaultEntryPoints(),
                configuration.providersThrottle());
    }
}
