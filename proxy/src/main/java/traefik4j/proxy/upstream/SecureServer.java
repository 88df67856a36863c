package traefik4j.proxy.upstream;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.tls.OutgoingTls;
import traefik4j.proxy.tls.ServerName;

/**
 * A server as TLS sees it: the name it has to prove, and what was wrong with it last, so that the log says that once and
 * not for every connection. Shared by all event loops.
 */
final class SecureServer {
    private static final Logger LOG = LoggerFactory.getLogger(SecureServer.class);

    private final String url;
    private final OutgoingTls tls;
    private final ServerName name;
    private final Complaints complaints = new Complaints();

    SecureServer(String url, OutgoingTls tls, ServerAddress address) {
        this.url = url;
        this.tls = tls;
        name = tls.name(address.host(), address.port());
    }

    /** TLS for a connection; {@code onlyHttp1} offers the server nothing newer. */
    SslHandler handler(ByteBufAllocator allocator, boolean onlyHttp1) {
        return tls.handler(allocator, name, onlyHttp1);
    }

    /** TLS for a connection that carries anything; nothing is offered on top of it. */
    SslHandler rawHandler(ByteBufAllocator allocator) {
        return tls.rawHandler(allocator, name);
    }

    /** A handshake failed. */
    void failed(Throwable cause) {
        String reason = reason(cause);
        LOG.debug("server {}: {}", url, reason, cause);
        if (complaints.isNews(reason)) {
            LOG.error("server {}: no TLS with it, expected as {}: {}", url, name.host(), reason);
        }
    }

    /** A handshake went well. */
    void succeeded() {
        if (complaints.areOver()) {
            LOG.info("server {}: TLS with it works again", url);
        }
    }

    /** The innermost message that says something. */
    private static String reason(Throwable cause) {
        String said = cause.toString();
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at.getMessage() != null) {
                said = at.getMessage();
            }
        }
        return said;
    }
}
