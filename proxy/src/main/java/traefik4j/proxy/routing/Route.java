package traefik4j.proxy.routing;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Frontend;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.rule.Match;
import traefik4j.proxy.rule.Matcher;
import traefik4j.proxy.rule.Modifiers;
import traefik4j.proxy.rule.Rule;

/**
 * A frontend, compiled: all its rules as one list of matchers, and the handler of what matches. Not final, so that a test
 * can count how often one is asked.
 */
class Route {
    /** The order in which frontends are asked; names make it certain where priorities are equal (reference §3.6). */
    static final Comparator<Route> BY_RANK = Route::byRank;

    private final String provider;
    private final String name;
    private final Frontend frontend;
    private final Handler backend;
    private final List<Rule> rules;
    private final Modifiers modifiers;
    private final int priority;
    private final Matcher[] matchers;
    private final Handler handler;
    private final RouteKeys keys;
    private final boolean isReusable;
    private @Nullable Route successor;

    /**
     * A route.
     *
     * @param modifiers those of all rules
     * @param backend where what matches is sent in the end
     * @param handler what is done before
     * @param isReusable whether the same frontend would become the same again, without a word about it
     */
    Route(
            RouteDefinition definition,
            List<Rule> rules,
            Modifiers modifiers,
            Handler backend,
            Handler handler,
            boolean isReusable) {
        this.provider = definition.provider();
        this.name = definition.name();
        this.frontend = definition.frontend();
        this.backend = backend;
        this.rules = List.copyOf(rules);
        this.modifiers = modifiers;
        this.handler = handler;
        int explicit = frontend.priority();
        int length = 0;
        int count = 0;
        for (Rule rule : rules) {
            count += rule.matchers().size();
            length += lengthOf(rule.text());
        }
        priority = explicit > 0 ? explicit : length;
        matchers = new Matcher[count];
        int i = 0;
        for (Rule rule : rules) {
            for (Matcher matcher : rule.matchers()) {
                matchers[i++] = matcher;
            }
        }
        keys = RouteKeys.of(matchers);
        this.isReusable = isReusable;
    }

    private Route(Route same, Handler backend, Handler handler) {
        provider = same.provider;
        name = same.name;
        frontend = same.frontend;
        rules = same.rules;
        modifiers = same.modifiers;
        priority = same.priority;
        matchers = same.matchers;
        keys = same.keys;
        isReusable = same.isReusable;
        this.backend = backend;
        this.handler = handler;
    }

    /** The same frontend where its backend is another. */
    Route with(Handler otherBackend, Handler otherHandler) {
        return new Route(this, otherBackend, otherHandler);
    }

    /** The length of a text in UTF-8. */
    private static int lengthOf(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return length;
    }

    private static int byRank(Route one, Route other) {
        int priorities = Integer.compare(other.priority, one.priority);
        int providers = priorities != 0 ? priorities : one.provider.compareTo(other.provider);
        return providers != 0 ? providers : one.name.compareTo(other.name);
    }

    /** Whether all matchers match. */
    Match match(RequestHead request, RequestPath path) {
        Match result = Match.YES;
        for (Matcher matcher : matchers) {
            Match match = matcher.match(request, path);
            if (match == Match.NO) {
                return Match.NO;
            }
            result = match == Match.OTHER_SLASH ? match : result;
        }
        return result;
    }

    /** What is done with its requests. */
    Handler handler() {
        return handler;
    }

    /** The provider that configured its frontend. */
    String provider() {
        return provider;
    }

    /** The name of its frontend. */
    String name() {
        return name;
    }

    /** Its frontend. */
    Frontend frontend() {
        return frontend;
    }

    /** Where what matches is sent in the end. */
    Handler backend() {
        return backend;
    }

    /** Whether the same frontend would become the same again, without a word about it. */
    boolean isReusable() {
        return isReusable;
    }

    /** What takes its place in the table that is being made, maybe itself; for the thread that reloads. */
    @Nullable
    Route successor() {
        return successor;
    }

    /** Says what takes its place in the table that is being made. */
    void succeededBy(@Nullable Route other) {
        successor = other;
    }

    /** Under what it is found. */
    RouteKeys keys() {
        return keys;
    }

    /** Its rules. */
    List<Rule> rules() {
        return rules;
    }

    /** How its rules change the path. */
    Modifiers modifiers() {
        return modifiers;
    }

    /** Its explicit priority, or the length of its rules. */
    int priority() {
        return priority;
    }

    /** Its matchers, which nobody changes. */
    Matcher[] matchers() {
        return matchers;
    }
}
