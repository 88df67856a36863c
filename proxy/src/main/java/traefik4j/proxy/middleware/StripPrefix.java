package traefik4j.proxy.middleware;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestPath;

/** {@code PathStrip} and {@code PathPrefixStrip}: cuts off the longest of several beginnings (reference §3.5). */
public final class StripPrefix implements Handler {
    private static final Answer NOT_FOUND = Answer.notFound();

    private final byte[][] prefixes;
    private final boolean again;
    private final Handler next;

    /**
     * Cuts off one of these.
     *
     * @param again whether something was cut off before
     */
    public StripPrefix(List<String> prefixes, boolean again, Handler next) {
        this.prefixes = prefixes.stream()
                .map(prefix -> prefix.getBytes(StandardCharsets.UTF_8))
                .sorted(Comparator.comparingInt((byte[] prefix) -> prefix.length)
                        .reversed())
                .toArray(byte[][]::new);
        this.again = again;
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
        if (!again) {
            PathChange.drop(exchange, HeaderName.X_FORWARDED_PREFIX);
        }
        PathChange.tell(exchange, HeaderName.X_FORWARDED_PREFIX, prefix);
        next.handle(exchange);
    }

    private int length(RequestPath path) {
        int from = path.decodedStart();
        for (byte[] prefix : prefixes) {
            int end = from + prefix.length;
            if (end <= path.decodedEnd() && Ascii.equals(path.decoded(), from, end, prefix)) {
                return prefix.length;
            }
        }
        return -1;
    }
}
