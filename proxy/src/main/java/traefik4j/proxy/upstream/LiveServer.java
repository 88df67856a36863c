package traefik4j.proxy.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ProxyProtocol.Version;
import traefik4j.proxy.exchange.Destination;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.tls.OutgoingTls;

/**
 * A server as it is used: its address and a pool of connections on every event loop. It outlives any configuration that
 * still names it.
 */
public final class LiveServer {
    private final String url;
    private final Destination direct;
    private final Destination byProxy;
    private final @Nullable SecureServer secure;
    private final @Nullable ProxiedServer proxied;
    private final boolean http2;
    private final @Nullable Version greeting;
    private final ServerPool[] pools;
    private final List<Worker> workers;

    /**
     * A server with empty pools.
     *
     * @param url {@code http://host:port}, {@code https://host:port} or {@code h2c://host:port}
     * @param tls how TLS is spoken to it; null if it is not
     * @param greeting by which version of the PROXY protocol it is told who the client is; null for not at all
     * @throws IllegalArgumentException if the URL is none, or of a server that cannot be told who the client is, or that
     *     is behind a proxy of which the environment says nothing usable
     */
    public LiveServer(
            String url,
            @Nullable OutgoingTls tls,
            @Nullable Version greeting,
            UpstreamSettings settings,
            List<Worker> workers) {
        this.greeting = greeting;
        this.url = url;
        this.workers = workers;
        ServerAddress address = ServerAddress.of(url);
        ForwardProxy proxy = settings.proxies().of(address.scheme(), address.host(), address.port());
        proxied = proxy == null ? null : new ProxiedServer(url, address, proxy);
        byte[] host = Ascii.bytes(address.authority());
        direct = Destination.direct(host);
        byProxy = proxy == null || tls != null
                ? direct
                : Destination.byProxy(
                        host, Ascii.bytes("http://" + address.authority()), Ascii.bytes(proxy.credentials()));
        http2 = address.scheme().equals("h2c");
        if (http2 && greeting != null) {
            throw new IllegalArgumentException(
                    url + " is asked by everybody over one connection (expected: http or https with proxyProtocol)");
        }
        ServerAddress first = proxy == null ? address : proxy.address();
        NameLookup lookup = first.literal() == null ? new NameLookup(first.host(), first.port()) : null;
        secure = tls == null ? null : new SecureServer(url, tls, address);
        // What was said about one client does not hold for the next.
        int idle = greeting == null && !workers.isEmpty()
                ? Math.ceilDiv(settings.maxIdleConnections(), workers.size())
                : 0;
        pools = workers.stream()
                .map(worker -> new ServerPool(worker, this, settings, idle, first.literal(), lookup))
                .toArray(ServerPool[]::new);
    }

    /** Its URL, as configured. */
    public String url() {
        return url;
    }

    /** How it is named in requests that it gets itself, on connections to it or in a tunnel. */
    Destination destination() {
        return direct;
    }

    /** How it is named on connections to the proxy by which it is reached; as ever if there is none, or TLS. */
    Destination destinationByProxy() {
        return byProxy;
    }

    /** How it is seen by the proxy by which it is reached; null if it is reached directly. */
    @Nullable
    ProxiedServer proxied() {
        return proxied;
    }

    /** Whether it speaks HTTP/2, in the clear and from the first byte on. */
    boolean speaksHttp2() {
        return http2;
    }

    /** How it is told who the client is; null if it is not. */
    @Nullable
    Version greeting() {
        return greeting;
    }

    /** Its TLS; null if it has none. */
    @Nullable
    SecureServer secure() {
        return secure;
    }

    /** Sends the request on and the response back. */
    public void forward(Exchange exchange) {
        pools[exchange.worker().index()].forward(exchange);
    }

    /** No configuration names it any longer: unused connections are closed now, the others when they are released. */
    public void retire() {
        for (Worker worker : workers) {
            worker.loop().execute(pools[worker.index()]::retire);
        }
    }
}
