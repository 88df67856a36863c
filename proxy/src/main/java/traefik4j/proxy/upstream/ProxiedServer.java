package traefik4j.proxy.upstream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.http.Ascii;

/**
 * A server as the proxy sees it by which it is reached: how a tunnel to it is asked for, and what was wrong with one last.
 * Shared by all event loops.
 */
final class ProxiedServer {
    private static final Logger LOG = LoggerFactory.getLogger(ProxiedServer.class);

    private final String url;
    private final ForwardProxy proxy;
    private final byte[] connect;
    private final Complaints complaints = new Complaints();

    ProxiedServer(String url, ServerAddress address, ForwardProxy proxy) {
        this.url = url;
        this.proxy = proxy;
        connect = Ascii.bytes(proxy.connect(address.host(), address.port()));
    }

    /** Asks for a tunnel to the server. */
    byte[] connect() {
        return connect;
    }

    /** There was no tunnel. */
    void failed(String reason) {
        LOG.debug("server {}: {}: {}", url, proxy, reason);
        if (complaints.isNews(reason)) {
            LOG.error("server {}: no connection by the proxy {}: {}", url, proxy, reason);
        }
    }

    /** There was one. */
    void succeeded() {
        if (complaints.areOver()) {
            LOG.info("server {}: connections by the proxy {} work again", url, proxy);
        }
    }
}
