package traefik4j.proxy.middleware;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.HeaderName;

/**
 * {@code customRequestHeaders} and {@code customResponseHeaders}: sets fields and takes them away (reference §3.9). What
 * the proxy itself answers stays as it is.
 */
final class CustomHeaders implements Handler, ExchangeListener {
    private final FieldLines request;
    private final FieldLines response;
    private final HeaderName[] told;
    private final Handler next;

    /**
     * Changes fields.
     *
     * @throws PolicyFault if a name or value could not stand in a head
     */
    CustomHeaders(Map<String, String> request, Map<String, String> response, Handler next) {
        this.request = FieldLines.of("headers.customRequestHeaders", request);
        this.response = FieldLines.of("headers.customResponseHeaders", response);
        this.next = next;
        told = this.request.set().stream().filter(CustomHeaders::replacesOurs).toArray(HeaderName[]::new);
    }

    /** What the proxy says of the client gives way to the configuration, but for the client's address. */
    private static boolean replacesOurs(HeaderName name) {
        return name.isSame(HeaderName.X_FORWARDED_HOST)
                || name.isSame(HeaderName.X_FORWARDED_PORT)
                || name.isSame(HeaderName.X_FORWARDED_PROTO)
                || name.isSame(HeaderName.X_FORWARDED_SERVER)
                || name.isSame(HeaderName.X_REAL_IP);
    }

    @Override
    public void handle(Exchange exchange) {
        request.apply(exchange.requestEdits());
        if (told.length > 0) {
            exchange.forwardedFields(without(exchange.forwardedFields()));
        }
        if (!response.isEmpty()) {
            exchange.listen(this);
        }
        next.handle(exchange);
    }

    @Override
    public void responding(Exchange exchange, int status) {
        if (!exchange.isOwnAnswer()) {
            response.apply(exchange.responseEdits());
        }
    }

    private byte[] without(byte[] lines) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(lines.length);
        for (int start = 0; start < lines.length; ) {
            int end = start;
            while (lines[end] != '\n') {
                end++;
            }
            if (!isTold(lines, start)) {
                kept.write(lines, start, end + 1 - start);
            }
            start = end + 1;
        }
        return kept.toByteArray();
    }

    private boolean isTold(byte[] lines, int start) {
        for (HeaderName name : told) {
            if (name.begins(lines, start)) {
                return true;
            }
        }
        return false;
    }
}
