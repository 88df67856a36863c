package traefik4j.proxy.middleware;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import traefik4j.config.EntryPoint;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.RequestHead;

/** {@code redirect.entryPoint}: sends clients to the same URL at another entry point (reference §2.2). */
final class EntryPointRedirect implements Handler {
    private static final Pattern PORT = Pattern.compile(":\\d+$");

    private final String target;
    private final String scheme;
    private final String port;
    private final RedirectAnswer redirect;
    private final Handler next;

    /**
     * Sends clients there, but those that are there.
     *
     * @throws PolicyFault if the address of the entry point names no port
     */
    EntryPointRedirect(String target, EntryPoint entryPoint, boolean permanent, Handler next) {
        Matcher port = PORT.matcher(entryPoint.address());
        if (!port.find()) {
            throw new PolicyFault("redirect.entryPoint", target + " has no port (expected: an address such as :443)");
        }
        this.target = target;
        this.port = port.group();
        this.next = next;
        scheme = entryPoint.tls() == null ? "http://" : "https://";
        redirect = new RedirectAnswer(permanent);
    }

    @Override
    public void handle(Exchange exchange) {
        RequestHead head = exchange.request();
        boolean isNameless = head.hostNameEnd() == head.hostStart();
        if (isNameless || exchange.peer().entryPoint().equals(target)) {
            next.handle(exchange);
            return;
        }
        String host = Ascii.text(head.bytes(), head.hostStart(), head.hostNameEnd());
        redirect.send(exchange, scheme + host + port + RequestUrl.receivedUri(head));
    }
}
