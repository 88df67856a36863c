package traefik4j.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a backend chooses a server (reference §4.3–4.5). All but method and stickiness is not in Traefik 1.x.
 *
 * @param method one of {@link #METHODS}, in any case; {@code wrr} if nothing was configured
 * @param stickiness how a client stays with a server; null if it does not
 * @param hashOn what the method {@code hash} looks at, see {@link HashOn}; empty for the client's address
 * @param boundedLoad how many times the average load a server may get before {@code hash} takes the next one; 0 for any
 * @param slowStart how long a server that comes up takes to get its full share; zero for none
 */
public record LoadBalancer(
        String method, @Nullable Stickiness stickiness, String hashOn, double boundedLoad, Duration slowStart) {
    /** The methods there are. */
    public static final List<String> METHODS = List.of("wrr", "drr", "leastConn", "p2c", "hash");

    /** The load a server may get with {@code hash} if nothing was configured. */
    public static final double BOUNDED_LOAD = 1.25;

    /** Weighted round robin, what a backend without a {@code loadBalancer} gets. */
    public static final LoadBalancer DEFAULT = new LoadBalancer("wrr");

    /** A method and nothing else. */
    public LoadBalancer(String method) {
        this(method, null, "", BOUNDED_LOAD, Duration.ZERO);
    }

    /** Whether it is this method. */
    public boolean is(String name) {
        return method.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT));
    }

    /** The same with another method. */
    public LoadBalancer by(String other) {
        return new LoadBalancer(other, stickiness, hashOn, boundedLoad, slowStart);
    }
}
