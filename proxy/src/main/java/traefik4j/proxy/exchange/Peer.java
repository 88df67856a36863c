package traefik4j.proxy.exchange;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.tls.ClientCertificates;

/**
 * The client of a connection, as far as handlers may ask.
 *
 * @param address its address, after PROXY protocol
 * @param local where it connected to, after PROXY protocol
 * @param secure whether it came by TLS
 * @param trusted whether its {@code X-Forwarded-*} are believed
 * @param entryPoint the name of the entry point
 * @param proxies whose {@code X-Forwarded-*} are believed at the entry point
 * @param certificates what it has shown of itself; null if it did not come by TLS
 */
public record Peer(
        InetSocketAddress address,
        InetSocketAddress local,
        boolean secure,
        boolean trusted,
        String entryPoint,
        Networks proxies,
        @Nullable ClientCertificates certificates) {
    /** A client that connected to who knows where, and has shown nothing. */
    public Peer(InetSocketAddress address, boolean secure, boolean trusted, String entryPoint, Networks proxies) {
        this(address, new InetSocketAddress(0), secure, trusted, entryPoint, proxies, null);
    }

    /** A client of an entry point that knows no proxies. */
    public Peer(InetSocketAddress address, boolean secure, boolean trusted, String entryPoint) {
        this(address, secure, trusted, entryPoint, Networks.NONE);
    }
}
