package traefik4j.config;

/**
 * Several instances on one key-value store (reference §8.1).
 *
 * @param node the name of this one; empty for one that is made up at start
 * @param prefix what the keys they share begin with; empty for the prefix of the store
 */
public record Cluster(String node, String prefix) {
    /** What holds if nothing was configured. */
    public static final Cluster DEFAULT = new Cluster("", "");
}
