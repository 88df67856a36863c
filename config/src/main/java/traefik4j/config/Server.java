package traefik4j.config;

/**
 * One server of a backend (reference §4.1).
 *
 * @param url {@code scheme://host:port}; path, query and user-info are ignored when forwarding
 * @param weight its share among the servers of the backend; 0 counts as 1 unless {@code allowMinWeightZero}
 */
public record Server(String url, int weight) {}
