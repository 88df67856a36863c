package traefik4j.proxy.balancing;

import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.FailureListener;
import traefik4j.proxy.exchange.Handler;

/**
 * {@code retry}: asks the balancer again when a server could not be reached, so that not a byte of the request was sent
 * (reference §4.8). Whoever watched the failed try is told of its end, and nothing else remains of it.
 */
final class Retry implements Handler, FailureListener {
    private final int attempts;
    private final Handler next;

    /**
     * Tries.
     *
     * @param attempts the number of tries in all
     */
    Retry(int attempts, Handler next) {
        this.attempts = attempts;
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        exchange.firstTry();
        exchange.onFailure(this);
        next.handle(exchange);
    }

    @Override
    public boolean takesOver(Exchange exchange, Failure failure) {
        if (exchange.tries() >= attempts) {
            return false;
        }
        exchange.nextTry(failure.answer().status());
        next.handle(exchange);
        return true;
    }
}
