package traefik4j.proxy.middleware;

import java.util.List;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.template.Template;

/**
 * {@code PathStripRegex} and {@code PathPrefixStripRegex}: cuts off what the first of several templates matches
 * (reference §3.5).
 */
public final class StripPrefixRegex implements Handler {
    private static final Answer NOT_FOUND = Answer.notFound();

    private final List<Template> prefixes;
    private final Handler next;

    /** Cuts off one of these, each a template of a beginning. */
    public StripPrefixRegex(List<Template> prefixes, Handler next) {
        this.prefixes = List.copyOf(prefixes);
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        RequestPath path = exchange.request().path();
        int length = length(path);
        if (length < 0) {
            exchange.answer(NOT_FOUND);
            return;
        }
        String prefix = path.encodedPrefix(length);
        if (!path.strip(length)) {
            PathChange.refuse(exchange);
            return;
        }
        PathChange.drop(exchange, HeaderName.X_FORWARDED_PREFIX);
        PathChange.tell(exchange, HeaderName.X_FORWARDED_PREFIX, prefix);
        next.handle(exchange);
    }

    private int length(RequestPath path) {
        for (int i = 0; i < prefixes.size(); i++) {
            int end = prefixes.get(i).match(path.decoded(), path.decodedStart(), path.decodedEnd());
            if (end >= 0) {
                return end - path.decodedStart();
            }
        }
        return -1;
    }
}
