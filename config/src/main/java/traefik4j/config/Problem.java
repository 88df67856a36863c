package traefik4j.config;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a configuration, as a value: {@code traefik.toml:12:3 backends.web.servers.a.weight: -1
 * (expected: >= 0)}.
 *
 * @param severity how much of the configuration it costs
 * @param place where it stands, where that is known
 * @param key the path of the key, with dots; empty for a whole file
 * @param what what is wrong, and {@code (expected: …)} where that can be said
 */
public record Problem(Severity severity, @Nullable Place place, String key, String what) {
    /** How much a problem costs. */
    public enum Severity {
        /** The object is left out; for the static configuration: the program does not start. */
        ERROR,
        /** The configuration is used, though probably not as meant. */
        WARNING
    }

    /** A problem that costs the object it is about. */
    public static Problem error(@Nullable Place place, String key, String what) {
        return new Problem(Severity.ERROR, place, key, what);
    }

    /** A problem that costs nothing but deserves a look. */
    public static Problem warning(@Nullable Place place, String key, String what) {
        return new Problem(Severity.WARNING, place, key, what);
    }

    /** Whether the object it is about cannot be used. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** One line: place, key, what. */
    @Override
    public String toString() {
        return Place.prefix(place) + (key.isEmpty() ? "" : key + ": ") + what;
    }
}
