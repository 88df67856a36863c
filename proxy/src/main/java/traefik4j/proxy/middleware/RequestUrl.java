package traefik4j.proxy.middleware;

import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestHead;

/** The URL a client asked for, as far as redirects need it. */
final class RequestUrl {
    private RequestUrl() {}

    /** Path and query as they were received, whatever modifiers made of the path. */
    static String receivedUri(RequestHead head) {
        String uri = Ascii.text(head.bytes(), head.pathStart(), head.queryEnd());
        return uri.startsWith("/") ? uri : "/" + uri;
    }

    /** The path as it was received. */
    static String receivedPath(RequestHead head) {
        String path = Ascii.text(head.bytes(), head.pathStart(), head.pathEnd());
        return path.isEmpty() ? "/" : path;
    }

    /** Path and query as modifiers left them. */
    static String uri(RequestHead head) {
        String query = head.hasQuery() ? "?" + Ascii.text(head.bytes(), head.queryStart(), head.queryEnd()) : "";
        return head.path().encodedText() + query;
    }

    /** Whether the client came by TLS, to us or to a proxy that we trust. */
    static boolean isSecure(Exchange exchange) {
        if (exchange.peer().secure()) {
            return true;
        }
        Fields fields = exchange.request().fields();
        int proto = exchange.peer().trusted() ? fields.find(HeaderName.X_FORWARDED_PROTO, 0) : -1;
        return proto >= 0 && fields.value(proto).equals("https");
    }
}
