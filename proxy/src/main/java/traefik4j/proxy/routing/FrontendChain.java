package traefik4j.proxy.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import traefik4j.config.Access;
import traefik4j.config.Frontend;
import traefik4j.config.FrontendTimeouts;
import traefik4j.config.PassTlsClientCert;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.middleware.AccessControl;
import traefik4j.proxy.middleware.ErrorPages;
import traefik4j.proxy.middleware.HeaderControl;
import traefik4j.proxy.middleware.PassClientCertificate;
import traefik4j.proxy.middleware.PathRestoration;
import traefik4j.proxy.middleware.PolicyFault;
import traefik4j.proxy.middleware.Timeouts;
import traefik4j.proxy.rule.Modifiers;

/** What a frontend does with requests between its modifiers and its backend, in its order (reference §0.1). */
final class FrontendChain {
    private final AccessControl access;
    private final BackendHandlers backends;
    private final BiConsumer<RouteDefinition, PolicyFault> warnings;

    /**
     * Chains that let in as this says.
     *
     * @param backends where those come from that serve error pages
     * @param warnings who is told of policies that are left out
     */
    FrontendChain(AccessControl access, BackendHandlers backends, BiConsumer<RouteDefinition, PolicyFault> warnings) {
        this.access = access;
        this.backends = backends;
        this.warnings = warnings;
    }

    /**
     * The policies of a frontend before a handler; the handler itself if it has none.
     *
     * @throws PolicyFault if one is unusable
     */
    Handler around(RouteDefinition definition, Modifiers modifiers, Handler backend) {
        Frontend frontend = definition.frontend();
        Access its = frontend.access();
        Handler handler = access.auth(its.auth(), backend);
        PassTlsClientCert certificate = frontend.passTlsClientCert();
        handler = certificate == null ? handler : new PassClientCertificate(certificate, handler);
        handler = access.basicAuth(its.basicAuth(), handler);
        handler = HeaderControl.around(frontend.headers(), handler);
        handler = access.redirect(its.redirect(), restoration(modifiers), handler);
        handler = access.whiteList(its.whiteList(), handler);
        List<ErrorPages.Page> pages = pages(definition);
        handler = pages.isEmpty() ? handler : new ErrorPages(pages, frontend.passHostHeader(), handler);
        FrontendTimeouts timeouts = frontend.timeouts();
        return timeouts == FrontendTimeouts.DEFAULT || timeouts.equals(FrontendTimeouts.DEFAULT)
                ? handler
                : new Timeouts(timeouts, handler);
    }

    /** Whether the policies of a frontend depend on nothing else, and keep nothing that a table would have to take over. */
    static boolean isOfItself(Frontend frontend) {
        return frontend.access().auth() == null
                && frontend.access().basicAuth() == null
                && frontend.errors().isEmpty();
    }

    private List<ErrorPages.Page> pages(RouteDefinition definition) {
        if (definition.frontend().errors().isEmpty()) {
            return List.of();
        }
        List<ErrorPages.Page> pages = new ArrayList<>();
        definition.frontend().errors().forEach((name, page) -> {
            Handler backend = backends.handlerFor(definition.provider(), page.backend());
            if (backend == null) {
                String what = "there is no backend \"" + page.backend() + "\", so the page is left out";
                warnings.accept(definition, new PolicyFault("errors." + name + ".backend", what));
            } else {
                pages.add(new ErrorPages.Page(name, page, backend));
            }
        });
        return pages;
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
