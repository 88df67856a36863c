package traefik4j.proxy.middleware;

import traefik4j.config.Limits;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.http.RequestParser;

/** Requests that a middleware makes itself, of parts of one that was received. */
final class OwnRequest {
    private static final RequestParser PARSER = new RequestParser(new Limits(
            1 << 20, 10_000, 1 << 20, Limits.DEFAULT.headerReadTimeout(), 0, Limits.DEFAULT.writeStallTimeout()));

    private OwnRequest() {}

    /**
     * Makes this the request of an exchange.
     *
     * @param head without a body behind it; not to be changed before the exchange is over
     * @return whether it is one
     */
    static boolean read(byte[] head, Exchange into) {
        return PARSER.parse(head, 0, head.length, into.request()) == head.length;
    }
}
