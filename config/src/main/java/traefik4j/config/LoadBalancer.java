package traefik4j.config;

/**
 * How a backend chooses a server (reference §4.3).
 *
 * @param method the name of the strategy, in lower case; {@code wrr} if nothing was configured
 */
public record LoadBalancer(String method) {
    /** Weighted round robin, what a backend without a {@code loadBalancer} gets. */
    public static final LoadBalancer DEFAULT = new LoadBalancer("wrr");
}
