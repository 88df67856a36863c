package traefik4j.proxy.routing;

import traefik4j.config.Access;
import traefik4j.config.Frontend;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.middleware.HeaderControl;
import traefik4j.proxy.middleware.PathRestoration;
import traefik4j.proxy.rule.Modifiers;

/** What a frontend does with requests between its modifiers and its backend, in its order (reference §0.1). */
final class FrontendChain {
    private final AccessControl access;

    /** Chains that let in as this says. */
    FrontendChain(AccessControl access) {
        this.access = access;
    }

    /**
     * The policies of a frontend before a handler; the handler itself if it has none.
     *
     * @throws traefik4j.proxy.middleware.PolicyFault if one is unusable
     */
    Handler around(Frontend frontend, Modifiers modifiers, Handler backend) {
        Access its = frontend.access();
        Handler handler = access.auth(its.auth(), backend);
        handler = HeaderControl.around(frontend.headers(), handler);
        handler = access.redirect(its.redirect(), restoration(modifiers), handler);
        return access.whiteList(its.whiteList(), handler);
    }

    private static PathRestoration restoration(Modifiers modifiers) {
        boolean whole = !modifiers.stripTemplates().isEmpty()
                || !modifiers.stripPrefixes().isEmpty()
                || modifiers.replacePathRegex() != null
                || modifiers.replacePath() != null;
        String added = modifiers.addPrefix();
        return new PathRestoration(whole, added == null ? "" : added);
    }
}
