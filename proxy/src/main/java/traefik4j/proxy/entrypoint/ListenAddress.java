package traefik4j.proxy.entrypoint;

import java.net.BindException;
import java.net.InetSocketAddress;

/** The address of an entry point as users write it: {@code :80}, {@code 127.0.0.1:80}, {@code [::1]:80}. */
public final class ListenAddress {
    private ListenAddress() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it has no port
     */
    public static InetSocketAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
            throw new IllegalArgumentException(text + " (expected: host:port, the host may be empty)");
        }
        String host = text.substring(0, colon);
        if (host.isEmpty()) {
            return new InetSocketAddress(Integer.parseInt(port));
        }
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return new InetSocketAddress(bare, Integer.parseInt(port));
    }

    /** Why an address cannot be had, and what to do about it. */
    static String reason(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.contains("in use")) {
            return "the port is taken (stop what listens there, or choose another port)";
        }
        if (message.contains("ermission denied")) {
            return "ports below 1024 need the right to use them (choose a higher one, or grant CAP_NET_BIND_SERVICE)";
        }
        return cause instanceof BindException ? message : cause.toString();
    }
}
