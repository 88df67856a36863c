package traefik4j.proxy.middleware;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Auth;
import traefik4j.config.EntryPoint;
import traefik4j.config.Redirect;
import traefik4j.config.WhiteList;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.upstream.UpstreamSettings;

/** Makes the middlewares that decide who is let in, for entry points and frontends alike. Used while compiling. */
public final class AccessControl {
    private final Map<String, EntryPoint> entryPoints;
    private final Authenticators authenticators;

    /**
     * Makes them where there are these entry points.
     *
     * @param settings how servers are reached that are asked who is let in
     * @param workers the event loops that ask them; none if nobody will ever ask
     */
    public AccessControl(Map<String, EntryPoint> entryPoints, UpstreamSettings settings, List<Worker> workers) {
        this.entryPoints = Map.copyOf(entryPoints);
        authenticators = new Authenticators(System::nanoTime, new Authority.Source(settings, workers));
    }

    /** Begins another routing table: the state that the last one did not use is forgotten. */
    public void nextTable() {
        authenticators.nextTable();
    }

    /**
     * Puts a check of who the client is before a handler.
     *
     * @throws PolicyFault if it is unusable
     */
    public Handler auth(@Nullable Auth auth, Handler next) {
        return authenticators.around(auth, next);
    }

    /**
     * Puts the users of the deprecated {@code basicAuth} before a handler.
     *
     * @throws PolicyFault if they are unusable
     */
    public Handler basicAuth(Auth.@Nullable Users users, Handler next) {
        if (users == null) {
            return next;
        }
        try {
            return authenticators.around(new Auth(users, null, null, ""), next);
        } catch (PolicyFault fault) {
            throw new PolicyFault("basicAuth", fault.what());
        }
    }

    /**
     * Puts a white list before a handler.
     *
     * @throws PolicyFault if it is unusable
     */
    public Handler whiteList(@Nullable WhiteList whiteList, Handler next) {
        boolean filters = whiteList != null && !whiteList.sourceRange().isEmpty();
        return whiteList != null && filters ? new IpWhiteList(whiteList, next) : next;
    }

    /**
     * Puts a redirect before a handler.
     *
     * @param restoration what modifiers before it did to the path
     * @throws PolicyFault if it is unusable
     */
    public Handler redirect(@Nullable Redirect redirect, PathRestoration restoration, Handler next) {
        if (redirect == null
                || redirect.entryPoint().isEmpty() && redirect.regex().isEmpty()) {
            return next;
        }
        if (redirect.entryPoint().isEmpty()) {
            return new RegexRedirect(redirect, restoration, next);
        }
        EntryPoint target = entryPoints.get(redirect.entryPoint());
        if (target == null) {
            String known =
                    String.join(", ", entryPoints.keySet().stream().sorted().toList());
            throw new PolicyFault(
                    "redirect.entryPoint",
                    "there is no entry point \"" + redirect.entryPoint() + "\" (expected: " + known + ")");
        }
        return new EntryPointRedirect(redirect.entryPoint(), target, redirect.permanent(), next);
    }
}
