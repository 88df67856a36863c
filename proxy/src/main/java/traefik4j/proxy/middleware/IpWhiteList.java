package traefik4j.proxy.middleware;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import traefik4j.config.WhiteList;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Networks;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeaderName;

/**
 * {@code whiteList}: lets in who comes from the right addresses (reference §2.6). With {@code useXForwardedFor} a client
 * behind trusted proxies is the last address those did not add themselves, since whatever stands before it is hearsay.
 */
final class IpWhiteList implements Handler {
    private static final Answer FORBIDDEN = Answer.text(403, "Forbidden");

    private final Networks networks;
    private final boolean useXForwardedFor;
    private final Handler next;

    /**
     * Lets in whom this says.
     *
     * @throws PolicyFault if a range is none
     */
    IpWhiteList(WhiteList whiteList, Handler next) {
        try {
            networks = new Networks(whiteList.sourceRange());
        } catch (IllegalArgumentException e) {
            throw new PolicyFault("whiteList.sourceRange", String.valueOf(e.getMessage()));
        }
        useXForwardedFor = whiteList.useXForwardedFor();
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        Peer peer = exchange.peer();
        InetAddress address = peer.address().getAddress();
        if (useXForwardedFor && peer.trusted()) {
            address = beforeProxies(exchange.request().fields(), peer, address);
        }
        if (address != null && networks.contains(address)) {
            next.handle(exchange);
        } else {
            exchange.answer(FORBIDDEN);
        }
    }

    /** The client of the outermost trusted proxy; null if that says what is no address. */
    private static @Nullable InetAddress beforeProxies(Fields fields, Peer peer, InetAddress last) {
        InetAddress address = last;
        for (int i = fields.count() - 1; i >= 0; i--) {
            if (fields.known(i) != HeaderName.X_FORWARDED_FOR || fields.hasUnderscore(i)) {
                continue;
            }
            String[] elements = fields.value(i).split(",", -1);
            for (int k = elements.length - 1; k >= 0; k--) {
                address = NetUtil.createInetAddressFromIpAddressString(elements[k].strip());
                if (address == null || !peer.proxies().contains(address)) {
                    return address;
                }
            }
        }
        return address;
    }
}
