package traefik4j.proxy.middleware;

import java.util.Locale;
import java.util.regex.Pattern;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.ExchangeListener;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestHead;

/** {@code compress}: compresses responses for clients that accept that (reference §2.7). */
public final class Compress implements Handler, ExchangeListener {
    private static final HeaderName CONTENT_TYPE = new HeaderName("Content-Type");
    private static final byte[] BY_CODING = Ascii.bytes("Accept-Encoding");
    private static final Pattern SAID = Pattern.compile("(?i)(^|[,\\s])(\\*|accept-encoding)($|[,\\s])");

    private final Handler next;

    /** Compresses what comes from this handler. */
    public Compress(Handler next) {
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        RequestHead request = exchange.request();
        if (isGrpc(request.fields())) {
            next.handle(exchange);
            return;
        }
        exchange.listen(this);
        Coding coding = request.isHead() || request.isWebsocket() ? null : Coding.accepted(request.fields());
        if (coding != null) {
            CompressedClient client = new CompressedClient(exchange, coding);
            exchange.client(client);
            exchange.listen(client);
        }
        next.handle(exchange);
    }

    private static boolean isGrpc(Fields fields) {
        int at = fields.find(CONTENT_TYPE, 0);
        return at >= 0 && fields.value(at).toLowerCase(Locale.ROOT).startsWith("application/grpc");
    }

    /** Caches have to know that another client would have got something else. */
    @Override
    public void responding(Exchange exchange, int status) {
        if (exchange.isOwnAnswer() || !saysSo(exchange.response().fields())) {
            exchange.responseEdits().add(HeaderName.VARY, BY_CODING);
        }
    }

    private static boolean saysSo(Fields fields) {
        for (int i = fields.find(HeaderName.VARY, 0); i >= 0; i = fields.find(HeaderName.VARY, i + 1)) {
            if (SAID.matcher(fields.value(i)).find()) {
                return true;
            }
        }
        return false;
    }
}
