package traefik4j.proxy.middleware;

import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestPath;

/** {@code ReplacePath}: puts another path in the place of the request's, and keeps the query (reference §3.5). */
public final class ReplacePath implements Handler {
    private final byte[] replacement;
    private final boolean again;
    private final Handler next;

    /**
     * Replaces paths by this one, which is not encoded.
     *
     * @param again whether the path may have been replaced before
     */
    public ReplacePath(String replacement, boolean again, Handler next) {
        this.replacement = PathText.encode(replacement);
        this.again = again;
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        RequestPath path = exchange.request().path();
        String before = path.encodedText();
        if (!path.replace(replacement)) {
            PathChange.refuse(exchange);
            return;
        }
        if (!again) {
            PathChange.drop(exchange, HeaderName.X_REPLACED_PATH);
        }
        PathChange.tell(exchange, HeaderName.X_REPLACED_PATH, before);
        next.handle(exchange);
    }
}
