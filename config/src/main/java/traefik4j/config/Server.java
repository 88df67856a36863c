package traefik4j.config;

/**
 * One server of a backend (reference §4.1). Backup and drain are not in Traefik 1.x.
 *
 * @param url {@code scheme://host:port}; path, query and user-info are ignored when forwarding
 * @param weight its share among the servers of the backend; 0 counts as 1 unless {@code allowMinWeightZero}
 * @param backup whether it is asked only when no other server can be
 * @param drain whether it is to be given up: it keeps the clients that stick to it and gets no new ones
 */
public record Server(String url, int weight, boolean backup, boolean drain) {
    /** A server like any other. */
    public Server(String url, int weight) {
        this(url, weight, false, false);
    }
}
