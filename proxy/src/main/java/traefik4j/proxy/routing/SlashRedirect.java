package traefik4j.proxy.routing;

import java.util.List;
import java.util.Map;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Reasons;
import traefik4j.proxy.http.RequestHead;

/** Sends the client to the same path with a final slash, or without the one it has (reference §3.4). */
final class SlashRedirect implements Handler {
    @Override
    public void handle(Exchange exchange) {
        RequestHead request = exchange.request();
        String location = location(request);
        if (!request.isGet() && !request.isHead()) {
            exchange.answer(new Answer(301, Reasons.of(301), List.of(Map.entry("Location", location)), ""));
            return;
        }
        exchange.answer(new Answer(
                301,
                Reasons.of(301),
                List.of(Map.entry("Content-Type", "text/html; charset=utf-8"), Map.entry("Location", location)),
                "<a href=\"" + escape(location) + "\">Moved Permanently</a>.\n\n"));
    }

    /** The path and query to go to. Never one that begins with two slashes, which would name another host. */
    static String location(RequestHead request) {
        String path = request.path().encodedText();
        String other = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
        String query =
                request.hasQuery() ? "?" + Ascii.text(request.bytes(), request.queryStart(), request.queryEnd()) : "";
        return (other.startsWith("//") ? "/." : "") + other + query;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&#34;")
                .replace("'", "&#39;");
    }
}
