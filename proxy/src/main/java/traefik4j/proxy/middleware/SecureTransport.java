package traefik4j.proxy.middleware;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import traefik4j.config.Security;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.Reasons;

/**
 * {@code allowedHosts}, {@code sslRedirect} and their kin: lets only requests through that are for the right host and
 * came by TLS (reference §3.9).
 */
final class SecureTransport implements Handler {
    private static final Answer BAD_HOST = Answer.text(500, "Bad Host\n", Map.of("X-Content-Type-Options", "nosniff"));

    private final Security.Ssl ssl;
    private final List<String> allowedHosts;
    private final HeaderName[] hostFields;
    private final HeaderName[] proxyFields;
    private final byte[][] proxyValues;
    private final boolean redirects;
    private final Handler next;

    /**
     * Lets through what this says.
     *
     * @throws PolicyFault if a header's name is none
     */
    SecureTransport(Security security, Handler next) {
        ssl = security.ssl();
        this.next = next;
        allowedHosts = security.isDevelopment() ? List.of() : security.allowedHosts();
        redirects = ssl.redirect() && !security.isDevelopment();
        hostFields = names("headers.hostsProxyHeaders", security.hostsProxyHeaders());
        proxyFields = names(
                "headers.sslProxyHeaders", ssl.proxyHeaders().keySet().stream().toList());
        proxyValues = ssl.proxyHeaders().values().stream()
                .map(value -> value.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        FieldLines.value("headers.sslHost", ssl.host());
    }

    private static HeaderName[] names(String key, List<String> names) {
        return names.stream().map(name -> FieldLines.name(key, name)).toArray(HeaderName[]::new);
    }

    /** Whether a configuration asks for any of this. */
    static boolean isAskedFor(Security security) {
        return !security.allowedHosts().isEmpty()
                || security.ssl().redirect()
                || security.ssl().forceHost();
    }

    @Override
    public void handle(Exchange exchange) {
        String host = host(exchange);
        if (!allowedHosts.isEmpty() && allowedHosts.stream().noneMatch(host::equalsIgnoreCase)) {
            exchange.answer(BAD_HOST);
        } else if (redirects && !isSecure(exchange)) {
            redirect(exchange, ssl.host().isEmpty() ? host : ssl.host());
        } else if (ssl.forceHost() && !ssl.host().isEmpty() && !ssl.host().equals(host)) {
            redirect(exchange, ssl.host());
        } else {
            next.handle(exchange);
        }
    }

    private void redirect(Exchange exchange, String host) {
        int status = ssl.temporary() ? 307 : 301;
        String location = "https://" + host + RequestUrl.receivedUri(exchange.request());
        exchange.answer(Answer.text(status, Reasons.of(status), Map.of("Location", location)));
    }

    private String host(Exchange exchange) {
        Fields fields = exchange.request().fields();
        for (int i = 0; i < hostFields.length && exchange.peer().trusted(); i++) {
            int found = fields.find(hostFields[i], 0);
            if (found >= 0 && fields.valueEnd(found) > fields.valueStart(found)) {
                return fields.value(found);
            }
        }
        return exchange.request().host();
    }

    /** Whether the client came by TLS, to us or to a proxy that says so in the field it is known for. */
    boolean isSecure(Exchange exchange) {
        if (exchange.peer().secure()) {
            return true;
        }
        Fields fields = exchange.request().fields();
        for (int i = 0; i < proxyFields.length; i++) {
            int found = fields.find(proxyFields[i], 0);
            if (found >= 0
                    && Ascii.equals(fields.bytes(), fields.valueStart(found), fields.valueEnd(found), proxyValues[i])) {
                return true;
            }
        }
        return false;
    }
}
