package traefik4j.proxy.upstream;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, out of its URL (reference §4.1).
 *
 * @param scheme {@code http}, {@code https} or {@code h2c}
 * @param host a name, or an address without brackets
 * @param port the port, the scheme's own if the URL has none
 * @param authority what stands for {@code Host}: host and port as in the URL
 */
record ServerAddress(String scheme, String host, int port, String authority) {
    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException if it has no scheme we speak, or no host
     */
    static ServerAddress of(String url) {
        try {
            URI uri = new URI(url.strip());
            String host = uri.getHost();
            if (uri.getScheme() == null || host == null) {
                throw new IllegalArgumentException(url + " (expected: scheme://host:port)");
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return new ServerAddress(scheme, bare, port, uri.getPort() >= 0 ? host + ":" + port : host);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(url + " (expected: scheme://host:port)", e);
        }
    }

    /** The address to connect to if the host is one; null if it is a name that has to be looked up. */
    @Nullable
    InetSocketAddress literal() {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(host);
        if (bytes == null) {
            return null;
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(Objects.requireNonNull(bytes)), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(host, e);
        }
    }
}
