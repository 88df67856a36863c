package traefik4j.proxy.health;

/** A server that is checked. Called on any thread. */
public interface Target {
    /** Its URL. */
    String url();

    /** Whether it was healthy when it was checked last. */
    boolean isHealthy();

    /** It is healthy again. */
    void healthy();

    /** It is no longer healthy. */
    void unhealthy();
}
