package traefik4j.proxy.entrypoint;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestHead;

/**
 * What servers are told about the clients of an entry point (reference §2.9): the lines {@code X-Forwarded-*} and {@code
 * X-Real-Ip}. For a client that is not trusted they depend on its address and its {@code Host} alone, so they are made once,
 * used again by its connection as long as the host stays the same, and by the next connections of the same client.
 */
final class ForwardedFields {
    private static final int LINE_END = 2;
    private static final int RECENT_BITS = 8;
    private static final int SPREAD = 0x9E3779B9;

    /** Longer ones are not kept for others: no name of a host is so long, and strangers shall not fill the memory. */
    private static final int LONGEST_KEPT = 512;

    private final String serverName;
    private final boolean secure;

    /** Of the clients that were new last, by their addresses. Event loops share it: what they miss of each other they make. */
    private final @Nullable Lines[] recent = new Lines[1 << RECENT_BITS];

    /**
     * Those of an entry point.
     *
     * @param serverName the name of this machine
     * @param secure whether connections come by TLS
     */
    ForwardedFields(String serverName, boolean secure) {
        this.serverName = serverName;
        this.secure = secure;
    }

    /** The lines for clients of this address that ask for this host, which is found in the bytes between two indices. */
    record Lines(byte[] bytes, InetAddress client, int hostAt, int hostEnd) {
        boolean areFor(RequestHead request) {
            return Arrays.equals(request.bytes(), request.hostStart(), request.hostEnd(), bytes, hostAt, hostEnd);
        }
    }

    /** The lines for a client that is not trusted. */
    Lines untrusted(RequestHead request, Peer peer) {
        InetAddress client = peer.address().getAddress();
        int slot = client.hashCode() * SPREAD >>> Integer.SIZE - RECENT_BITS;
        Lines known = recent[slot];
        if (known == null || !known.client().equals(client) || !known.areFor(request)) {
            known = lines(request, client);
            if (known.bytes().length <= LONGEST_KEPT) {
                recent[slot] = known;
            }
        }
        return known;
    }

    private Lines lines(RequestHead request, InetAddress client) {
        String ip = NetUtil.toAddressString(client);
        StringBuilder text = new StringBuilder(256);
        line(text, HeaderName.X_FORWARDED_FOR, ip);
        line(text, HeaderName.X_FORWARDED_HOST, request.host());
        int hostEnd = text.length() - LINE_END;
        line(text, HeaderName.X_FORWARDED_PORT, port(request, secure));
        line(text, HeaderName.X_FORWARDED_PROTO, secure ? "https" : "http");
        line(text, HeaderName.X_FORWARDED_SERVER, serverName);
        line(text, HeaderName.X_REAL_IP, ip);
        return new Lines(
                Ascii.bytes(text.toString()), client, hostEnd - request.host().length(), hostEnd);
    }

    /** What a trusted client did not say itself; what it did say stays among the received fields. */
    byte[] trusted(RequestHead request, Peer peer) {
        String ip = NetUtil.toAddressString(peer.address().getAddress());
        Fields fields = request.fields();
        StringBuilder text = new StringBuilder(256);
        String chain = joined(fields, HeaderName.X_FORWARDED_FOR);
        line(text, HeaderName.X_FORWARDED_FOR, chain.isEmpty() ? ip : chain + ", " + ip);
        line(text, HeaderName.X_FORWARDED_SERVER, serverName);
        int proto = fields.find(HeaderName.X_FORWARDED_PROTO, 0);
        boolean cameSecure = secure;
        if (proto < 0) {
            line(text, HeaderName.X_FORWARDED_PROTO, secure ? "https" : "http");
        } else {
            String said = fields.value(proto);
            cameSecure |= said.equalsIgnoreCase("https") || said.equalsIgnoreCase("wss");
        }
        lineIfAbsent(text, fields, HeaderName.X_FORWARDED_HOST, request.host());
        lineIfAbsent(text, fields, HeaderName.X_FORWARDED_PORT, port(request, cameSecure));
        lineIfAbsent(text, fields, HeaderName.X_REAL_IP, ip);
        return Ascii.bytes(text.toString());
    }

    private static String joined(Fields fields, HeaderName name) {
        StringBuilder all = new StringBuilder();
        for (int i = fields.find(name, 0); i >= 0; i = fields.find(name, i + 1)) {
            all.append(all.isEmpty() ? "" : ", ").append(fields.value(i));
        }
        return all.toString();
    }

    private static void lineIfAbsent(StringBuilder text, Fields fields, HeaderName name, String value) {
        if (fields.find(name, 0) < 0) {
            line(text, name, value);
        }
    }

    private static void line(StringBuilder text, HeaderName name, String value) {
        text.append(name.text()).append(": ").append(value).append("\r\n");
    }

    /** The port the client means: that of its {@code Host}, else the scheme's; never the listening one. */
    private static String port(RequestHead request, boolean secure) {
        return request.port() > 0 ? Integer.toString(request.port()) : secure ? "443" : "80";
    }
}
