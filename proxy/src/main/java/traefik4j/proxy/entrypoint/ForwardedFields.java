package traefik4j.proxy.entrypoint;

import io.netty.util.NetUtil;
import java.util.Arrays;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestHead;

/**
 * What servers are told about the client of one connection (reference §2.9): the lines {@code X-Forwarded-*} and {@code
 * X-Real-Ip}. For a client that is not trusted they depend on its {@code Host} alone, so they are made once and used
 * again as long as that stays the same.
 */
final class ForwardedFields {
    private static final byte[] NONE = new byte[0];
    private static final int LINE_END = 2;

    private final Peer peer;
    private final String serverName;
    private byte[] lines = NONE;
    private int hostAt;
    private int hostEnd;

    ForwardedFields(Peer peer, String serverName) {
        this.peer = peer;
        this.serverName = serverName;
    }

    private String ip() {
        return NetUtil.toAddressString(peer.address().getAddress());
    }

    /** Gives the exchange its lines. */
    void apply(Exchange exchange) {
        RequestHead request = exchange.request();
        if (peer.trusted()) {
            exchange.forwardedFields(trusted(request));
            return;
        }
        if (lines == NONE || !isOfTheSameHost(request)) {
            lines = Ascii.bytes(untrusted(request));
        }
        exchange.forwardedFields(lines);
    }

    /** Compares with what the lines say of the host, which is all that is kept of it. */
    private boolean isOfTheSameHost(RequestHead request) {
        return Arrays.equals(request.bytes(), request.hostStart(), request.hostEnd(), lines, hostAt, hostEnd);
    }

    private String untrusted(RequestHead request) {
        String ip = ip();
        StringBuilder text = new StringBuilder(160);
        line(text, HeaderName.X_FORWARDED_FOR, ip);
        line(text, HeaderName.X_FORWARDED_HOST, request.host());
        hostEnd = text.length() - LINE_END;
        hostAt = hostEnd - request.host().length();
        line(text, HeaderName.X_FORWARDED_PORT, port(request, peer.secure()));
        line(text, HeaderName.X_FORWARDED_PROTO, peer.secure() ? "https" : "http");
        line(text, HeaderName.X_FORWARDED_SERVER, serverName);
        line(text, HeaderName.X_REAL_IP, ip);
        return text.toString();
    }

    /** What a trusted client did not say itself; what it did say stays among the received fields. */
    private byte[] trusted(RequestHead request) {
        String ip = ip();
        Fields fields = request.fields();
        StringBuilder text = new StringBuilder(160);
        String chain = joined(fields, HeaderName.X_FORWARDED_FOR);
        line(text, HeaderName.X_FORWARDED_FOR, chain.isEmpty() ? ip : chain + ", " + ip);
        line(text, HeaderName.X_FORWARDED_SERVER, serverName);
        int proto = fields.find(HeaderName.X_FORWARDED_PROTO, 0);
        boolean secure = peer.secure();
        if (proto < 0) {
            line(text, HeaderName.X_FORWARDED_PROTO, secure ? "https" : "http");
        } else {
            String said = fields.value(proto);
            secure |= said.equalsIgnoreCase("https") || said.equalsIgnoreCase("wss");
        }
        lineIfAbsent(text, fields, HeaderName.X_FORWARDED_HOST, request.host());
        lineIfAbsent(text, fields, HeaderName.X_FORWARDED_PORT, port(request, secure));
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
