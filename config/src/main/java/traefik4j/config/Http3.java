package traefik4j.config;

/**
 * HTTP/3 at an entry point with TLS, on the UDP port of the same number. Traefik 1.x has none.
 *
 * @param advertisedPort the port clients are told to come to, where it is another one outside; 0 for the same
 */
public record Http3(int advertisedPort) {}
