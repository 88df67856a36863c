package traefik4j.proxy.middleware;

import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;

/** {@code AddPrefix}: puts a text before the path (reference §3.5). */
public final class AddPrefix implements Handler {
    private final byte[] prefix;
    private final Handler next;

    /** Puts this prefix, not encoded, before paths. */
    public AddPrefix(String prefix, Handler next) {
        this.prefix = PathText.encode(prefix);
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        if (exchange.request().path().prepend(prefix)) {
            next.handle(exchange);
        } else {
            PathChange.refuse(exchange);
        }
    }
}
