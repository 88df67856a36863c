package traefik4j.proxy.exchange;

/** How the server is named in the head of a request of HTTP/1.1. */
public final class Destination {
    private static final byte[] NOTHING = {};

    private final byte[] host;
    private final byte[] origin;
    private final byte[] lines;

    private Destination(byte[] host, byte[] origin, byte[] lines) {
        this.host = host;
        this.origin = origin;
        this.lines = lines;
    }

    /**
     * A server that gets the request itself.
     *
     * @param host what stands for {@code Host} where the client's is not passed
     */
    public static Destination direct(byte[] host) {
        return new Destination(host, NOTHING, NOTHING);
    }

    /**
     * A server that gets it from a proxy, which has to be told where it is (absolute form, RFC 9112 §3.2.2).
     *
     * @param host what stands for {@code Host} where the client's is not passed
     * @param origin what comes before the path: {@code http://host:port}
     * @param lines fields for the proxy, each with its end
     */
    public static Destination byProxy(byte[] host, byte[] origin, byte[] lines) {
        return new Destination(host, origin, lines);
    }

    /** What stands for {@code Host} where the client's is not passed. */
    public byte[] host() {
        return host;
    }

    byte[] origin() {
        return origin;
    }

    byte[] lines() {
        return lines;
    }

    /** How many bytes of a head it needs. */
    int length() {
        return host.length + origin.length + lines.length;
    }
}
