package traefik4j.proxy.balancing;

import traefik4j.proxy.exchange.Exchange;

/** A way to choose among the servers that can be asked at the moment. Shared by all event loops; made anew when those change. */
@FunctionalInterface
interface Choice {
    /** The number of the server for this exchange among the candidates of the pool, or -1 if there is none. */
    int next(Exchange exchange);
}
