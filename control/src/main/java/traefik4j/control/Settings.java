package traefik4j.control;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import traefik4j.config.StaticConfiguration;

/**
 * What of the static configuration the control column has to know.
 *
 * @param entryPoints the names of the entry points there are
 * @param secureEntryPoints those of them that have TLS
 * @param defaultEntryPoints the names a frontend without {@code entryPoints} gets
 * @param throttle the least time between two configurations of one provider
 */
public record Settings(
        Set<String> entryPoints, Set<String> secureEntryPoints, List<String> defaultEntryPoints, Duration throttle) {
    /** Copies the collections. */
    public Settings {
        entryPoints = Set.copyOf(entryPoints);
        secureEntryPoints = Set.copyOf(secureEntryPoints);
        defaultEntryPoints = List.copyOf(defaultEntryPoints);
    }

    /** Where no entry point has TLS. */
    public Settings(Set<String> entryPoints, List<String> defaultEntryPoints, Duration throttle) {
        this(entryPoints, Set.of(), defaultEntryPoints, throttle);
    }

    /** The part of a static configuration that matters here. */
    public static Settings of(StaticConfiguration configuration) {
        return new Settings(
                configuration.entryPoints().keySet(),
                configuration.entryPoints().entrySet().stream()
                        .filter(entryPoint -> entryPoint.getValue().tls() != null)
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()),
                configuration.defaultEntryPoints(),
                configuration.providersThrottle());
    }
}
