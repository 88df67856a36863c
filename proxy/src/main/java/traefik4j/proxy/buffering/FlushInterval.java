package traefik4j.proxy.buffering;

import java.time.Duration;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;

/**
 * {@code responseForwarding.flushInterval}: a part of a response waits so long for more that is sent on with it, which
 * saves writes where a server dribbles (reference §4.10).
 */
public final class FlushInterval implements Handler {
    private final long nanos;
    private final Handler next;

    /** Lets what comes from a handler wait. */
    public FlushInterval(Duration interval, Handler next) {
        nanos = interval.toNanos();
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        if (!exchange.request().isWebsocket()) {
            BatchedClient client = new BatchedClient(exchange, nanos);
            exchange.client(client);
            exchange.listen(client);
        }
        next.handle(exchange);
    }
}
