package traefik4j.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named group of servers and how they are used (reference §4).
 *
 * @param servers the servers by name, in the order of the source
 * @param loadBalancer how one of them is chosen
 * @param circuitBreaker when they are left alone; null for never
 * @param maxConn how many requests they are given at the same time; null for any number
 * @param healthCheck how it is found out whether they can be asked; null for not at all
 * @param buffering whether messages are read as a whole first; null for not at all
 * @param forwarding how they are asked
 */
public record Backend(
        Map<String, Server> servers,
        LoadBalancer loadBalancer,
        @Nullable CircuitBreaker circuitBreaker,
        @Nullable MaxConn maxConn,
        @Nullable HealthCheck healthCheck,
        @Nullable Buffering buffering,
        Forwarding forwarding) {
    /** Copies the map, keeping its order. */
    public Backend {
        servers = OrderedMap.copyOf(servers);
    }

    /** A backend with nothing but servers and a way to choose one. */
    public Backend(Map<String, Server> servers, LoadBalancer loadBalancer) {
        this(servers, loadBalancer, null, null, null);
    }

    /** A backend whose servers are asked as those of all the others. */
    public Backend(
            Map<String, Server> servers,
            LoadBalancer loadBalancer,
            @Nullable CircuitBreaker circuitBreaker,
            @Nullable MaxConn maxConn,
            @Nullable HealthCheck healthCheck) {
        this(servers, loadBalancer, circuitBreaker, maxConn, healthCheck, null, Forwarding.DEFAULT);
    }

    /** Whether any of it stands in files beside the one it was written in. */
    public boolean isOfFiles() {
        BackendTls tls = forwarding.tls();
        return tls != null && tls.pems().anyMatch(Pem::isOfFile);
    }

    /** This backend with other TLS towards its servers. */
    public Backend with(BackendTls tls) {
        return new Backend(
                servers, loadBalancer, circuitBreaker, maxConn, healthCheck, buffering, forwarding.with(tls));
    }

    /** This backend with other servers, chosen in another way. */
    public Backend with(Map<String, Server> others, LoadBalancer chosen) {
        return new Backend(others, chosen, circuitBreaker, maxConn, healthCheck, buffering, forwarding);
    }
}
