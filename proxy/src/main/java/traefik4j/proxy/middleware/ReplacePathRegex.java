package traefik4j.proxy.middleware;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.template.Utf8Text;

/**
 * {@code ReplacePathRegex}: replaces whatever an expression finds in the path (reference §3.5). The expression sees the
 * decoded path; what it captured goes on as it was encoded, so that no escape becomes a separator.
 */
public final class ReplacePathRegex implements Handler {
    private final Pattern pattern;
    private final GoReplacement replacement;
    private final Handler next;

    /** Replaces what the pattern finds by the replacement, in Go's notation. */
    public ReplacePathRegex(Pattern pattern, String replacement, Handler next) {
        this.pattern = pattern;
        this.replacement = GoReplacement.of(replacement, pattern, PathText::encode);
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        PathChange.drop(exchange, HeaderName.X_REPLACED_PATH);
        RequestPath path = exchange.request().path();
        Utf8Text text = Utf8Text.of(path.decoded(), path.decodedStart(), path.decodedEnd());
        Matcher matcher = pattern.matcher(text.text());
        if (!matcher.find()) {
            next.handle(exchange);
            return;
        }
        String before = path.encodedText();
        if (!path.replace(replacement.replaceAll(matcher, new PathSource(text, path)))) {
            PathChange.refuse(exchange);
            return;
        }
        PathChange.tell(exchange, HeaderName.X_REPLACED_PATH, before);
        next.handle(exchange);
    }

    /** The path a match was found in. */
    private record PathSource(Utf8Text text, RequestPath path) implements GoReplacement.Source {
        @Override
        public int length() {
            return text.text().length();
        }

        /** As it is encoded in the path. */
        @Override
        public void copy(int from, int to, ByteArrayOutputStream out) {
            int start = path.encodedPrefix(text.offset(from)).length();
            int end = path.encodedPrefix(text.offset(to)).length();
            out.write(path.bytes(), path.start() + start, end - start);
        }
    }
}
