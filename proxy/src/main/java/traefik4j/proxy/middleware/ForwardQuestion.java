package traefik4j.proxy.middleware;

import io.netty.util.NetUtil;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Auth;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.BasicCredentials;
import traefik4j.proxy.http.ConnectionOptions;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadBytes;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.ResponseHead;

/**
 * What a server is asked that decides who is let in, and how its answer becomes ours (reference §2.5). What is said of
 * the client is made anew: of what the client says itself only a trusted one's counts, and only if that is wished.
 */
final class ForwardQuestion {
    /** Of one hop, or about the body, which is not sent along. */
    private static final List<HeaderName> NEVER_SENT = List.of(
            HeaderName.CONNECTION,
            HeaderName.KEEP_ALIVE,
            HeaderName.PROXY_CONNECTION,
            HeaderName.PROXY_AUTHENTICATE,
            HeaderName.PROXY_AUTHORIZATION,
            HeaderName.TE,
            HeaderName.TRAILER,
            HeaderName.TRAILERS,
            HeaderName.TRANSFER_ENCODING,
            HeaderName.UPGRADE,
            HeaderName.HTTP2_SETTINGS,
            HeaderName.HOST,
            HeaderName.CONTENT_LENGTH,
            HeaderName.EXPECT);

    private final URI address;
    private final boolean trusts;
    private final List<HeaderName> sent;
    private final byte[] start;
    private final byte[] credentials;

    /**
     * As this says.
     *
     * @throws PolicyFault if the address is none, or a header's name
     */
    ForwardQuestion(Auth.Forward forward) {
        address = address(forward.address());
        trusts = forward.trustForwardHeader();
        sent = forward.authRequestHeaders().stream()
                .map(name -> FieldLines.name("auth.forward.authRequestHeaders", name))
                .toList();
        start = Ascii.bytes("GET " + target(address) + " HTTP/1.1\r\nHost: " + host(address) + "\r\n");
        credentials = credentials(address.getUserInfo());
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(URI.create(text.strip()).toASCIIString());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new PolicyFault("auth.forward.address", '"' + text + "\" (expected: http://host:port/path)");
    }

    private static String target(URI address) {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return address.getRawQuery() == null ? path : path + '?' + address.getRawQuery();
    }

    /** The host of an address, and its port if it says one. */
    static String host(URI address) {
        return address.getPort() < 0 ? address.getHost() : address.getHost() + ':' + address.getPort();
    }

    /** What stands before the host says who asks, where clients do not. */
    private static byte[] credentials(@Nullable String user) {
        return Ascii.bytes(user == null ? "" : "Authorization: " + BasicCredentials.of(user) + "\r\n");
    }

    /** Where it is asked. */
    URI address() {
        return address;
    }

    /** The head of the question about a request. */
    byte[] head(Exchange exchange) {
        RequestHead request = exchange.request();
        Fields fields = request.fields();
        byte[] head = new byte[start.length + request.length() + credentials.length + 2];
        int n = HeadBytes.copy(start, head, 0);
        boolean saysWho = false;
        for (int i = 0; i < fields.count(); i++) {
            if (isSent(request, i)) {
                n = HeadBytes.copy(fields.bytes(), fields.lineStart(i), fields.lineStart(i + 1), head, n);
                saysWho |= fields.is(i, HeaderName.AUTHORIZATION);
            }
        }
        if (!saysWho) {
            n = HeadBytes.copy(credentials, head, n);
        }
        n = HeadBytes.endLine(head, n);
        return n == head.length ? head : Arrays.copyOf(head, n);
    }

    private boolean isSent(RequestHead head, int i) {
        Fields fields = head.fields();
        HeaderName known = fields.known(i);
        if (known != null && (known.tellsOrigin() || NEVER_SENT.contains(known))) {
            return false;
        }
        if (head.connectionNamesFields() && ConnectionOptions.names(fields, i)) {
            return false;
        }
        return sent.isEmpty() || isWished(fields, i);
    }

    private boolean isWished(Fields fields, int i) {
        for (HeaderName wished : sent) {
            if (fields.is(i, wished)) {
                return !fields.hasUnderscore(i);
            }
        }
        return false;
    }

    /** The lines that say where a request comes from. */
    byte[] origin(Exchange exchange) {
        RequestHead head = exchange.request();
        Peer peer = exchange.peer();
        boolean believes = trusts && peer.trusted();
        String ip = NetUtil.toAddressString(peer.address().getAddress());
        String chain = believes ? said(head.fields(), HeaderName.X_FORWARDED_FOR, "") : "";
        StringBuilder lines = new StringBuilder(256);
        line(lines, HeaderName.X_FORWARDED_FOR, chain.isEmpty() ? ip : chain + ", " + ip);
        tell(lines, head, HeaderName.X_FORWARDED_METHOD, head.method(), believes);
        tell(lines, head, HeaderName.X_FORWARDED_PROTO, peer.secure() ? "https" : "http", believes);
        tell(lines, head, HeaderName.X_FORWARDED_HOST, head.host(), believes);
        tell(lines, head, HeaderName.X_FORWARDED_URI, RequestUrl.receivedUri(head), believes);
        tell(lines, head, HeaderName.X_FORWARDED_PORT, "", believes);
        return Ascii.bytes(lines.toString());
    }

    private static void tell(StringBuilder lines, RequestHead head, HeaderName name, String ours, boolean believes) {
        String value = believes ? said(head.fields(), name, ours) : ours;
        if (!value.isEmpty()) {
            line(lines, name, value);
        }
    }

    private static void line(StringBuilder lines, HeaderName name, String value) {
        lines.append(name.text()).append(": ").append(value).append("\r\n");
    }

    private static String said(Fields fields, HeaderName name, String otherwise) {
        int first = fields.find(name, 0);
        if (first < 0) {
            return otherwise;
        }
        StringBuilder all = new StringBuilder(fields.value(first));
        for (int i = fields.find(name, first + 1); i >= 0; i = fields.find(name, i + 1)) {
            all.append(", ").append(fields.value(i));
        }
        return all.toString();
    }

    /** What a client gets that is not let in: the fields of the answer. */
    List<Entry<String, String>> refusal(ResponseHead answer) {
        Fields fields = answer.fields();
        List<Entry<String, String>> kept = new ArrayList<>();
        for (int i = 0; i < fields.count(); i++) {
            HeaderName known = fields.known(i);
            if (known == null || !NEVER_SENT.contains(known)) {
                String value = fields.value(i);
                boolean location = fields.is(i, HeaderName.LOCATION);
                kept.add(Map.entry(fields.name(i), location ? absolute(value) : value));
            }
        }
        return kept;
    }

    private String absolute(String location) {
        try {
            return address.resolve(location).toString();
        } catch (IllegalArgumentException e) {
            return location;
        }
    }
}
