package traefik4j.proxy.entrypoint;

import traefik4j.config.Access;
import traefik4j.config.EntryPoint;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.middleware.Compress;
import traefik4j.proxy.middleware.PathRestoration;
import traefik4j.proxy.middleware.PolicyFault;

/** What an entry point does with requests before they are routed, in its order (reference §0.1). */
public final class EntryPointChain {
    private final AccessControl access;

    /** Chains that let in as this says. */
    public EntryPointChain(AccessControl access) {
        this.access = access;
    }

    /**
     * The policies of an entry point before a handler; the handler itself if it has none.
     *
     * @throws PolicyFault if one is unusable; its key is a whole one
     */
    public Handler around(String name, EntryPoint entryPoint, Handler router) {
        try {
            Access its = entryPoint.access();
            Handler handler = access.whiteList(its.whiteList(), router);
            handler = entryPoint.compress() ? new Compress(handler) : handler;
            handler = access.auth(its.auth(), handler);
            return access.redirect(its.redirect(), PathRestoration.NONE, handler);
        } catch (PolicyFault fault) {
            throw fault.below("entryPoints." + name);
        }
    }
}
