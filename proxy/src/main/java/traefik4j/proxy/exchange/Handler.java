package traefik4j.proxy.exchange;

/**
 * What is done with a request. A middleware is a handler that wraps another one: it either answers by itself or changes
 * the exchange and hands it on. Handlers are shared by all event loops and keep no state of an exchange.
 */
@FunctionalInterface
public interface Handler {
    /** Answers the exchange, now or later, or passes it on. Called on the event loop of the exchange. */
    void handle(Exchange exchange);
}
