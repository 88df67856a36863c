package traefik4j.proxy.middleware;

import traefik4j.config.FrontendTimeouts;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.RequestTimes;

/** {@code timeouts} of a frontend: says how long its exchanges may take; both borders look at it. */
public final class Timeouts implements Handler {
    private final RequestTimes times;
    private final Handler next;

    /** Says this before a handler. */
    public Timeouts(FrontendTimeouts definition, Handler next) {
        times = new RequestTimes(definition);
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        exchange.requestTimes(times);
        next.handle(exchange);
    }
}
