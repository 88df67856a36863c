package traefik4j.proxy.upstream;

import java.time.Duration;
import traefik4j.config.BackendTls;
import traefik4j.config.StaticConfiguration;

/**
 * How connections to servers are used (reference §8.3).
 *
 * @param dialTimeout for connecting
 * @param handshakeTimeout for the TLS handshake after that
 * @param responseHeaderTimeout from the end of the request to the head of the response; zero for none
 * @param idleTimeout how long an unused connection is kept
 * @param maxIdleConnections unused connections kept for one server
 * @param maxHeaderBytes bytes of a response head
 * @param maxHeaderCount fields of a response head
 * @param tls how TLS is spoken where a backend says nothing else
 */
public record UpstreamSettings(
        Duration dialTimeout,
        Duration handshakeTimeout,
        Duration responseHeaderTimeout,
        Duration idleTimeout,
        int maxIdleConnections,
        int maxHeaderBytes,
        int maxHeaderCount,
        BackendTls tls) {
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);
    private static final int GO_DEFAULT_IDLE_CONNECTIONS = 2;

    /** What the static configuration says. */
    public static UpstreamSettings of(StaticConfiguration configuration) {
        int idle = configuration.maxIdleConnsPerHost();
        return new UpstreamSettings(
                configuration.forwardingTimeouts().dialTimeout(),
                HANDSHAKE_TIMEOUT,
                configuration.forwardingTimeouts().responseHeaderTimeout(),
                IDLE_TIMEOUT,
                idle == 0 ? GO_DEFAULT_IDLE_CONNECTIONS : idle,
                configuration.limits().maxHeaderBytes(),
                configuration.limits().maxHeaderCount(),
                configuration.serverTls());
    }
}
