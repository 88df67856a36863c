package traefik4j.proxy.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Frontend;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.rule.Match;
import traefik4j.proxy.rule.Matcher;

/** Finds out what would happen to a request, by letting the very handlers do it that would do it. */
final class Explainer {
    private static final int MISSES_SHOWN = 5;
    private static final Handler SERVER = exchange -> {};

    private final EntryPointRoutes routes;
    private final Rehearsal rehearsal;

    private Explainer(EntryPointRoutes routes, Question question) {
        this.routes = routes;
        rehearsal = new Rehearsal(question.entryPoint(), question.head(), false);
    }

    /** What would happen to this request. */
    static Explanation explain(EntryPointRoutes routes, Question question) {
        return new Explainer(routes, question).explanation();
    }

    private Explanation explanation() {
        if (rehearsal.status() > 0) {
            return answered(null, rehearsal.status(), "the request is malformed and not routed", List.of());
        }
        RequestHead request = rehearsal.request();
        if (request.isAsterisk()) {
            return answered(null, 200, "the request is about the proxy itself and not routed", List.of());
        }
        int found = routes.index().find(request, request.path());
        Route route = found == RouteIndex.NONE ? null : routes.index().route(found >> 1);
        List<NearMiss> misses = nearMisses(request, route);
        if (route == null) {
            return answered(null, 404, "no frontend matches", misses);
        }
        if (request.path().hasEncodedSlash() && routes.isAmbiguous(request, found)) {
            return answered(
                    taken(route), 400, "with its encoded slashes decoded the path is not this frontend's", misses);
        }
        if ((found & 1) == 1) {
            return answered(taken(route), 301, "to " + SlashRedirect.location(request), misses);
        }
        return routed(route, misses);
    }

    private Explanation routed(Route route, List<NearMiss> misses) {
        Answer answer = rehearsal.run(RouteCompiler.around(route.modifiers(), SERVER));
        if (answer != null) {
            String why = answer.status() == 404 ? "no prefix to strip was found" : "the changed path is not canonical";
            return answered(taken(route), answer.status(), why, misses);
        }
        return new Explanation(taken(route), 0, "", rehearsal.target(), rehearsal.addedLines(), misses);
    }

    private static Explanation answered(
            Explanation.@Nullable Taken taken, int status, String why, List<NearMiss> misses) {
        return new Explanation(taken, status, why, "", List.of(), misses);
    }

    private static Explanation.Taken taken(Route route) {
        Frontend frontend = route.frontend();
        List<String> rules = frontend.routes().entrySet().stream()
                .map(rule -> rule.getKey() + " = " + rule.getValue())
                .toList();
        return new Explanation.Taken(
                route.name(), route.provider(), frontend.backend(), rules, route.priority(), frontend.passHostHeader());
    }

    private List<NearMiss> nearMisses(RequestHead request, @Nullable Route taken) {
        List<NearMiss> misses = new ArrayList<>();
        for (Route route : routes.index().routes()) {
            if (route != taken) {
                misses.add(nearMiss(request, route, taken));
            }
        }
        boolean near = misses.stream().anyMatch(miss -> miss.matched() > 0);
        return misses.stream()
                .filter(miss -> !near || miss.matched() > 0)
                .sorted(Comparator.comparing(NearMiss::isComplete)
                        .thenComparingInt(NearMiss::matched)
                        .reversed())
                .limit(MISSES_SHOWN)
                .toList();
    }

    private static NearMiss nearMiss(RequestHead request, Route route, @Nullable Route taken) {
        int matched = 0;
        String why = "";
        for (Matcher matcher : route.matchers()) {
            if (matcher.match(request, request.path()) != Match.NO) {
                matched++;
            } else if (why.isEmpty()) {
                why = matcher.text() + " does not match: " + matcher.seen(request, request.path());
            }
        }
        if (why.isEmpty()) {
            why = taken != null && taken.priority() > route.priority()
                    ? "its priority " + route.priority() + " is lower than " + taken.priority()
                    : "its priority " + route.priority() + " is the same and its name comes later";
        }
        return new NearMiss(route.name(), route.provider(), matched, route.matchers().length, why);
    }
}
