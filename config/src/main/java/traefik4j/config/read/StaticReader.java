package traefik4j.config.read;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import traefik4j.config.EntryPoint;
import traefik4j.config.ForwardedHeaders;
import traefik4j.config.ForwardingTimeouts;
import traefik4j.config.LifeCycle;
import traefik4j.config.Limits;
import traefik4j.config.RespondingTimeouts;
import traefik4j.config.StaticConfiguration;

/** Reads the static configuration: flags over the main file over defaults (reference §1.1). */
public final class StaticReader {
    private StaticReader() {}

    /**
     * Reads everything there is to know at start.
     *
     * @param flags flags as they were typed, without the command
     * @param surroundings where the main file is looked for
     */
    public static LoadedStatic read(List<String> flags, Surroundings surroundings) {
        StaticConfiguration defaults = new StaticConfiguration(
                "ERROR",
                Map.of("http", new EntryPoint(":80", ForwardedHeaders.NOBODY, null)),
                List.of("http"),
                Duration.ofSeconds(2),
                200,
                false,
                false,
                RespondingTimeouts.DEFAULT,
                ForwardingTimeouts.DEFAULT,
                LifeCycle.DEFAULT,
                Limits.DEFAULT,
                null,
                null);
        return new LoadedStatic(defaults, null, List.of(), List.of());
    }
}
