package traefik4j.proxy.middleware;

import org.jspecify.annotations.Nullable;
import traefik4j.config.Cors;
import traefik4j.config.Headers;
import traefik4j.config.Security;
import traefik4j.proxy.exchange.Handler;

/** Makes the middlewares for the option {@code headers} of a frontend (reference §3.9). Used while compiling. */
public final class HeaderControl {
    private HeaderControl() {}

    /**
     * Puts them before a handler: custom headers, which win over those for security, which come first on the way back.
     *
     * @throws PolicyFault if one is unusable
     */
    public static Handler around(@Nullable Headers headers, Handler next) {
        if (headers == null) {
            return next;
        }
        Handler handler = secured(headers.security(), next);
        if (!headers.cors().equals(Cors.NONE)) {
            handler = new CrossOrigin(headers.cors(), handler);
        }
        return headers.request().isEmpty() && headers.response().isEmpty()
                ? handler
                : new CustomHeaders(headers.request(), headers.response(), handler);
    }

    private static Handler secured(Security security, Handler next) {
        if (security.equals(Security.NONE)) {
            return next;
        }
        SecureTransport transport = new SecureTransport(security, next);
        Handler headers = new SecureHeaders(security, transport, next);
        return SecureTransport.isAskedFor(security) ? new SecureTransport(security, headers) : headers;
    }
}
