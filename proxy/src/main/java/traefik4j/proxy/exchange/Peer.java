package traefik4j.proxy.exchange;

import java.net.InetSocketAddress;

/**
 * The client of a connection, as far as handlers may ask.
 *
 * @param address its address, after PROXY protocol
 * @param local where it connected to, after PROXY protocol
 * @param secure whether it came by TLS
 * @param trusted whether its {@code X-Forwarded-*} are believed
 * @param entryPoint the name of the entry point
 * @param proxies whose {@code X-Forwarded-*} are believed at the entry point
 */
public record Peer(
        InetSocketAddress address,
        InetSocketAddress local,
        boolean secure,
        boolean trusted,
        String entryPoint,
        Networks proxies) {
    /** A client that connected to who knows where. */
    public Peer(InetSocketAddress address, boolean secure, boolean trusted, String entryPoint, Networks proxies) {
        this(address, new InetSocketAddress(0), secure, trusted, entryPoint, proxies);
    }

    /** A client of an entry point that knows no proxies. */
    public Peer(InetSocketAddress address, boolean secure, boolean trusted, String entryPoint) {
        this(address, secure, trusted, entryPoint, Networks.NONE);
    }
}
