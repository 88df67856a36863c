package traefik4j.proxy.middleware;

import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeaderName;

/** What all middlewares that change the path have to say about it. */
final class PathChange {
    private static final Answer BAD_REQUEST = Answer.text(400, "Bad Request");

    private PathChange() {}

    /** Ends an exchange whose path would have left the place it was changed for (beyond-v1: CVE-2026-48020 and kin). */
    static void refuse(Exchange exchange) {
        exchange.answer(BAD_REQUEST);
    }

    /** Drops what the client itself says of how its path was changed, unless it is trusted. */
    static void drop(Exchange exchange, HeaderName name) {
        if (!exchange.peer().trusted()) {
            exchange.requestEdits().remove(name);
        }
    }

    /** Tells the server what the path was. */
    static void tell(Exchange exchange, HeaderName name, String path) {
        exchange.requestEdits().add(name, Ascii.bytes(path));
    }
}
