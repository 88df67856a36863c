package traefik4j.proxy.upstream;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.BasicCredentials;

/**
 * A proxy by which servers are reached: it passes requests on that name the server in their first line, and opens tunnels
 * when asked to ({@code CONNECT}, RFC 9110 §9.3.6).
 *
 * @param host a name, or an address without brackets
 * @param credentials what it wants to know about us, a line of a head with its end; empty for nothing
 */
public record ForwardProxy(String host, int port, String credentials) {
    private static final String EXPECTED = "expected: http://host:port";
    private static final int DEFAULT_PORT = 80;

    /**
     * Reads the value of a variable: {@code http://user:password@host:port}, of which only the host is needed.
     *
     * @throws IllegalArgumentException if it is another kind of proxy, or none; it does not say the value, which may hold a
     *     password
     */
    static ForwardProxy parse(String value) {
        URI uri = uri(value.contains("://") ? value : "http://" + value);
        if (!"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("no proxies by " + uri.getScheme() + " (" + EXPECTED + ")");
        }
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("no host (" + EXPECTED + ")");
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new ForwardProxy(bare, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(), credentials(uri.getUserInfo()));
    }

    private static URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URL: " + e.getReason() + " (" + EXPECTED + ")", e);
        }
    }

    private static String credentials(@Nullable String user) {
        return user == null ? "" : "Proxy-Authorization: " + BasicCredentials.of(user) + "\r\n";
    }

    /** Asks for a tunnel to a server. */
    public String connect(String host, int port) {
        String target = authority(host, port);
        return "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + credentials + "\r\n";
    }

    private static String authority(String host, int port) {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }

    /** Where it listens. */
    ServerAddress address() {
        return new ServerAddress("http", host, port, authority(host, port));
    }

    /** Where it is, without what it wants to know. */
    @Override
    public String toString() {
        return "http://" + authority(host, port);
    }
}
