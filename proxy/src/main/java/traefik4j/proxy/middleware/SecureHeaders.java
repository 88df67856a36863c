package traefik4j.proxy.middleware;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import traefik4j.config.Security;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.HeaderName;

/** The security headers of a frontend (reference §3.9): what browsers are told with every response of a server. */
final class SecureHeaders implements Handler, ExchangeListener {
    private static final HeaderName POLICY = new HeaderName("Content-Security-Policy");
    private static final HeaderName REPORT_ONLY = new HeaderName("Content-Security-Policy-Report-Only");
    private static final String NONCE = "$NONCE";
    private static final byte[] HTTPS = Ascii.bytes("https");
    private static final int NONCE_BYTES = 16;

    private final SecureTransport transport;
    private final FieldLines plain;
    private final FieldLines secure;
    private final String policy;
    private final String reportOnly;
    private final byte[] ownUrl;
    private final SecureRandom random = new SecureRandom();
    private final Handler next;

    /**
     * Tells browsers what this says.
     *
     * @param transport which requests have come by TLS
     * @throws PolicyFault if a value could not stand in a head
     */
    SecureHeaders(Security security, SecureTransport transport, Handler next) {
        this.transport = transport;
        this.next = next;
        plain = SecureLines.of(security, false);
        secure = SecureLines.of(security, true);
        policy = withNonce("contentSecurityPolicy", security.contentSecurityPolicy());
        reportOnly = withNonce("contentSecurityPolicyReportOnly", security.contentSecurityPolicyReportOnly());
        String host = security.ssl().host();
        ownUrl = host.isEmpty() ? new byte[0] : Ascii.bytes("http://" + host);
    }

    /** A policy that is another one each time, or an empty text. */
    private static String withNonce(String key, String text) {
        FieldLines.value("headers." + key, text);
        return text.contains(NONCE) ? text : "";
    }

    @Override
    public void handle(Exchange exchange) {
        exchange.listen(this);
        next.handle(exchange);
    }

    @Override
    public void responding(Exchange exchange, int status) {
        if (exchange.isOwnAnswer()) {
            return;
        }
        boolean isSecure = transport.isSecure(exchange);
        HeadEdits edits = exchange.responseEdits();
        (isSecure ? secure : plain).apply(edits);
        if (!policy.isEmpty() || !reportOnly.isEmpty()) {
            addPolicies(edits);
        }
        if (isSecure && ownUrl.length > 0) {
            keepSecure(exchange.response().fields(), edits);
        }
    }

    private void addPolicies(HeadEdits edits) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        String nonce = "'nonce-" + Base64.getEncoder().withoutPadding().encodeToString(bytes) + "'";
        for (var entry : List.of(Map.entry(POLICY, policy), Map.entry(REPORT_ONLY, reportOnly))) {
            if (!entry.getValue().isEmpty()) {
                edits.set(entry.getKey(), Ascii.bytes(entry.getValue().replace(NONCE, nonce)));
            }
        }
    }

    /** A server that does not know of TLS sends clients to its plain self. */
    private void keepSecure(Fields fields, HeadEdits edits) {
        int location = fields.find(HeaderName.LOCATION, 0);
        if (location < 0) {
            return;
        }
        byte[] bytes = fields.bytes();
        int from = fields.valueStart(location);
        int to = fields.valueEnd(location);
        int end = from + ownUrl.length;
        boolean isOwn =
                end <= to && Ascii.equals(bytes, from, end, ownUrl) && (end == to || "/?#".indexOf(bytes[end]) >= 0);
        if (isOwn) {
            byte[] value = new byte[to - from + 1];
            System.arraycopy(HTTPS, 0, value, 0, HTTPS.length);
            System.arraycopy(bytes, from + 4, value, HTTPS.length, to - from - 4);
            edits.set(HeaderName.LOCATION, value);
        }
    }
}
