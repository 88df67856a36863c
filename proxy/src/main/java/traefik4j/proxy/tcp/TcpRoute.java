package traefik4j.proxy.tcp;

/**
 * What becomes of a connection.
 *
 * @param servers who gets it
 * @param passthrough whether its TLS is passed on as it is
 */
public record TcpRoute(TcpServers servers, boolean passthrough) {}
