package traefik4j.proxy.balancing;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Retry;
import traefik4j.config.StaticConfiguration;

/**
 * What all backends have in common.
 *
 * @param zeroMeansNever whether a weight of 0 means never ({@code allowMinWeightZero}), rather than 1
 * @param retry whether servers that cannot be reached are replaced by others; null if not
 * @param healthInterval from one health check to the next where a backend says nothing else
 * @param clock nanoseconds, as {@link System#nanoTime}
 */
public record BalancingSettings(
        boolean zeroMeansNever, @Nullable Retry retry, Duration healthInterval, LongSupplier clock) {
    /** What the static configuration says. */
    public static BalancingSettings of(StaticConfiguration configuration) {
        return of(configuration, System::nanoTime);
    }

    /** What the static configuration says, with another clock. */
    public static BalancingSettings of(StaticConfiguration configuration, LongSupplier clock) {
        return new BalancingSettings(
                configuration.allowMinWeightZero(), configuration.retry(), configuration.healthInterval(), clock);
    }

    /** How often a backend with so many servers is tried. */
    int attempts(int servers) {
        return retry == null ? 1 : retry.attempts() > 0 ? retry.attempts() : servers;
    }
}
