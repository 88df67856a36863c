package traefik4j.proxy.exchange;

import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.tls.ClientCertificates;

/**
 * The client of a connection, as far as handlers may ask.
 *
 * @param address its address, after PROXY protocol
 * @param local where it connected to, after PROXY protocol; few ask, and the kernel is asked then
 * @param secure whether it came by TLS
 * @param trusted whether its {@code X-Forwarded-*} are believed
 * @param entryPoint the name of the entry point
 * @param proxies whose {@code X-Forwarded-*} are believed at the entry point
 * @param certificates what it has shown of itself; null if it did not come by TLS
 */
public record Peer(
        InetSocketAddress address,
        Supplier<InetSocketAddress> local,
        boolean secure,
        boolean trusted,
        String entryPoint,
        Networks proxies,
        @Nullable ClientCertificates certificates) {
    /** In the place of an address that nobody knows. */
    public static final InetSocketAddress NOWHERE = new InetSocketAddress(0);

    /** A client that connected to who knows where, and has shown nothing. */
    public Peer(InetSocketAddress address, boolean secure, boolean trusted, String entryPoint, Networks proxies) {
        this(address, () -> NOWHERE, secure, trusted, entryPoint, proxies, null);
    }

    /** A client of an entry point that knows no proxies. */
    public Peer(InetSocketAddress address, boolean secure, boolean trusted, String entryPoint) {
        this(address, secure, trusted, entryPoint, Networks.NONE);
    }
}
