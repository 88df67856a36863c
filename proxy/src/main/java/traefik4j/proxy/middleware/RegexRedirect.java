package traefik4j.proxy.middleware;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.ByteArrayOutputStream;
import traefik4j.config.Redirect;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.RequestHead;

/**
 * {@code redirect.regex} and {@code .replacement}: sends clients whose URL matches to what the match is replaced by
 * (reference §2.2). Behind a modifier that takes something away from the path the whole path of the client is put back.
 */
final class RegexRedirect implements Handler {
    private final Pattern pattern;
    private final GoReplacement replacement;
    private final RedirectAnswer redirect;
    private final PathRestoration restoration;
    private final Handler next;

    /**
     * Sends clients as this says.
     *
     * @param restoration what modifiers before it did to the path
     * @throws PolicyFault if the expression or the replacement is none
     */
    RegexRedirect(Redirect definition, PathRestoration restoration, Handler next) {
        pattern = Expressions.of("redirect.regex", definition.regex());
        replacement = GoReplacement.of(checked(definition.replacement()), pattern, Ascii::bytes);
        redirect = new RedirectAnswer(definition.permanent());
        this.restoration = restoration;
        this.next = next;
    }

    private static String checked(String text) {
        if (text.isEmpty()) {
            throw new PolicyFault("redirect.replacement", "is missing (expected: a URL such as https://$1)");
        }
        if (text.contains("{{")) {
            throw new PolicyFault(
                    "redirect.replacement", text + " (expected: $1 and the like, templates are not supported)");
        }
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new PolicyFault("redirect.replacement", text + " (expected: a URL, without blanks)");
        }
        return text;
    }

    @Override
    public void handle(Exchange exchange) {
        RequestHead head = exchange.request();
        String url = (RequestUrl.isSecure(exchange) ? "https://" : "http://") + head.host() + RequestUrl.uri(head);
        Matcher matcher = pattern.matcher(url);
        if (!matcher.find()) {
            next.handle(exchange);
            return;
        }
        byte[] bytes = replacement.replaceAll(matcher, new Url(url));
        String location = Ascii.text(bytes, 0, bytes.length);
        if (location.equals(url)) {
            next.handle(exchange);
        } else {
            redirect.send(exchange, restoration.apply(location, head));
        }
    }

    /** A URL a match was found in, one byte a character. */
    private record Url(String text) implements GoReplacement.Source {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public void copy(int from, int to, ByteArrayOutputStream out) {
            out.writeBytes(Ascii.bytes(text.substring(from, to)));
        }
    }
}
