package traefik4j.proxy.middleware;

import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;

/** What {@code passHostHeader = false} means: the server gets its own name as {@code Host} (reference §3.7). */
public final class ServerHost implements Handler {
    private final Handler next;

    /** Says so before this handler. */
    public ServerHost(Handler next) {
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        exchange.replaceHost();
        next.handle(exchange);
    }
}
