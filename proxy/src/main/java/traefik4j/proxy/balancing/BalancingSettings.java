package traefik4j.proxy.balancing;

import java.util.function.LongSupplier;
import traefik4j.config.StaticConfiguration;

/**
 * What all backends have in common.
 *
 * @param zeroMeansNever whether a weight of 0 means never ({@code allowMinWeightZero}), rather than 1
 * @param clock nanoseconds, as {@link System#nanoTime}
 */
public record BalancingSettings(boolean zeroMeansNever, LongSupplier clock) {
    /** What the static configuration says. */
    public static BalancingSettings of(StaticConfiguration configuration) {
        return new BalancingSettings(configuration.allowMinWeightZero(), System::nanoTime);
    }
}
