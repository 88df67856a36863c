package traefik4j.proxy.routing;

import java.util.List;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;

/** The routes of one entry point. */
public final class EntryPointRoutes implements Handler {
    private static final Answer NOT_FOUND = Answer.notFound();
    private static final Answer BAD_REQUEST = Answer.text(400, "Bad Request");
    private static final Handler TO_NOT_FOUND = exchange -> exchange.answer(NOT_FOUND);
    private static final Handler TO_BAD_REQUEST = exchange -> exchange.answer(BAD_REQUEST);
    private static final Handler TO_OTHER_SLASH = new SlashRedirect();

    private final RouteIndex index;

    EntryPointRoutes(List<Route> routes) {
        index = new RouteIndex(routes);
    }

    /** Hands the exchange to whom it belongs. */
    @Override
    public void handle(Exchange exchange) {
        route(exchange).handle(exchange);
    }

    /** To whom the exchange belongs. */
    public Handler route(Exchange exchange) {
        RequestHead request = exchange.request();
        if (request.isAsterisk()) {
            return TO_NOT_FOUND;
        }
        int found = index.find(request, request.path());
        if (found == RouteIndex.NONE) {
            return TO_NOT_FOUND;
        }
        if (request.path().hasEncodedSlash() && isAmbiguous(request, found)) {
            return TO_BAD_REQUEST;
        }
        return (found & 1) == 0 ? index.route(found >> 1).handler() : TO_OTHER_SLASH;
    }

    /**
     * Whether a server that takes encoded slashes for slashes would see a path that belongs to another route, or to
     * none.
     */
    boolean isAmbiguous(RequestHead request, int found) {
        RequestPath path = request.path().withSlashesDecoded();
        return path == null || index.find(request, path) >> 1 != found >> 1;
    }

    /** The routes. */
    RouteIndex index() {
        return index;
    }
}
