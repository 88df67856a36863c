package traefik4j.config;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named group of servers that take connections.
 *
 * @param servers the servers by name, in the order of the source; their URLs are {@code tcp://host:port}
 * @param dial how long a connection to one of them may take to be there; null for what holds for all servers
 * @param idle how long a connection may carry nothing; null for what holds for all clients, zero for any time
 * @param tls how TLS is spoken to them; null if it is not
 * @param proxyProtocol how they are told who the client is; null for not at all
 */
public record TcpBackend(
        Map<String, Server> servers,
        @Nullable Duration dial,
        @Nullable Duration idle,
        @Nullable BackendTls tls,
        ProxyProtocol.@Nullable Version proxyProtocol) {
    /** Copies the map, keeping its order. */
    public TcpBackend {
        servers = OrderedMap.copyOf(servers);
    }

    /** Servers that get what clients send, and nothing else. */
    public TcpBackend(Map<String, Server> servers, @Nullable Duration dial, @Nullable Duration idle) {
        this(servers, dial, idle, null, null);
    }

    /** This backend with other servers. */
    public TcpBackend with(Map<String, Server> others) {
        return new TcpBackend(others, dial, idle, tls, proxyProtocol);
    }
}
