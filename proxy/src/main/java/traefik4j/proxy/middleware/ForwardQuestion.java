package traefik4j.proxy.middleware;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Auth;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.ConnectionOptions;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.Reasons;
import traefik4j.proxy.http.RequestHead;

/**
 * What a server is asked that decides who is let in, and how its answer becomes ours (reference §2.5). What is said of
 * the client is made anew: of what the client says itself only a trusted one's counts, and only if that is wished.
 */
final class ForwardQuestion {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** Of one hop, or about the body, which is not sent along. */
    private static final Set<String> NEVER_SENT = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "trailers",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "host",
            "content-length",
            "expect");

    private final URI address;
    private final boolean trusts;
    private final List<HeaderName> sent;

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
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new PolicyFault("auth.forward.address", '"' + text + "\" (expected: http://host:port/path)");
    }

    /** The question about a request; null if the request has a field that cannot be passed on. */
    @Nullable
    HttpRequest about(Exchange exchange) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address).timeout(TIMEOUT).GET();
        RequestHead head = exchange.request();
        Fields fields = head.fields();
        try {
            for (int i = 0; i < fields.count(); i++) {
                if (isSent(head, i)) {
                    request.header(fields.name(i), fields.value(i));
                }
            }
        } catch (IllegalArgumentException e) {
            return null;
        }
        origin(exchange, request);
        return request.build();
    }

    private boolean isSent(RequestHead head, int i) {
        Fields fields = head.fields();
        HeaderName known = fields.known(i);
        String name = fields.name(i).toLowerCase(Locale.ROOT).replace('_', '-');
        if (known != null && known.tellsOrigin() || NEVER_SENT.contains(name)) {
            return false;
        }
        if (head.connectionNamesFields() && ConnectionOptions.names(fields, i)) {
            return false;
        }
        return sent.isEmpty() || sent.stream().anyMatch(wanted -> fields.is(i, wanted) && !fields.hasUnderscore(i));
    }

    private void origin(Exchange exchange, HttpRequest.Builder request) {
        RequestHead head = exchange.request();
        Peer peer = exchange.peer();
        boolean believes = trusts && peer.trusted();
        InetSocketAddress client = peer.address();
        String ip = client.getAddress().getHostAddress().replaceFirst("%.*", "");
        String chain = believes ? said(head.fields(), HeaderName.X_FORWARDED_FOR, "") : "";
        request.setHeader("X-Forwarded-For", chain.isEmpty() ? ip : chain + ", " + ip);
        tell(request, head, HeaderName.X_FORWARDED_METHOD, head.method(), believes);
        tell(request, head, HeaderName.X_FORWARDED_PROTO, peer.secure() ? "https" : "http", believes);
        tell(request, head, HeaderName.X_FORWARDED_HOST, head.host(), believes);
        tell(request, head, HeaderName.X_FORWARDED_URI, RequestUrl.receivedUri(head), believes);
        tell(request, head, HeaderName.X_FORWARDED_PORT, "", believes);
    }

    private static void tell(
            HttpRequest.Builder request, RequestHead head, HeaderName name, String ours, boolean believes) {
        String value = believes ? said(head.fields(), name, ours) : ours;
        if (!value.isEmpty()) {
            request.setHeader(name.text(), value);
        }
    }

    private static String said(Fields fields, HeaderName name, String otherwise) {
        StringBuilder all = new StringBuilder();
        for (int i = fields.find(name, 0); i >= 0; i = fields.find(name, i + 1)) {
            all.append(all.isEmpty() ? "" : ", ").append(fields.value(i));
        }
        return all.isEmpty() ? otherwise : all.toString();
    }

    /** What a client gets that is not let in: the whole answer. */
    Answer refusal(HttpResponse<byte[]> response) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        response.headers().map().forEach((name, values) -> {
            if (!NEVER_SENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> fields.add(Map.entry(name, absolute(name, value))));
            }
        });
        int status = response.statusCode();
        String body = new String(response.body(), StandardCharsets.ISO_8859_1);
        return new Answer(status, Reasons.of(status), fields, body);
    }

    private String absolute(String name, String value) {
        if (!name.equalsIgnoreCase("Location")) {
            return value;
        }
        try {
            return address.resolve(value).toString();
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
