package traefik4j.proxy.upstream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import traefik4j.config.BackendTls;
import traefik4j.config.EntryPoint;
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
 * @param inNameOf how it is spoken in the name of an entry point
 * @param proxies by which servers are reached
 */
public record UpstreamSettings(
        Duration dialTimeout,
        Duration handshakeTimeout,
        Duration responseHeaderTimeout,
        Duration idleTimeout,
        int maxIdleConnections,
        int maxHeaderBytes,
        int maxHeaderCount,
        BackendTls tls,
        Map<String, BackendTls> inNameOf,
        ForwardProxies proxies) {
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(90);
    private static final int GO_DEFAULT_IDLE_CONNECTIONS = 2;

    /** Copies the map. */
    public UpstreamSettings {
        inNameOf = Map.copyOf(inNameOf);
    }

    /** What the static configuration says, and the environment. */
    public static UpstreamSettings of(StaticConfiguration configuration, ForwardProxies proxies) {
        int idle = configuration.maxIdleConnsPerHost();
        return new UpstreamSettings(
                configuration.forwardingTimeouts().dialTimeout(),
                HANDSHAKE_TIMEOUT,
                configuration.forwardingTimeouts().responseHeaderTimeout(),
                IDLE_TIMEOUT,
                idle == 0 ? GO_DEFAULT_IDLE_CONNECTIONS : idle,
                configuration.limits().maxHeaderBytes(),
                configuration.limits().maxHeaderCount(),
                configuration.serverTls(),
                inNameOf(configuration.entryPoints()),
                proxies);
    }

    private static Map<String, BackendTls> inNameOf(Map<String, EntryPoint> entryPoints) {
        Map<String, BackendTls> all = new HashMap<>();
        entryPoints.forEach((name, entryPoint) -> {
            if (entryPoint.tls() != null) {
                all.put(name, entryPoint.tls().towardsServers());
            }
        });
        return all;
    }
}
