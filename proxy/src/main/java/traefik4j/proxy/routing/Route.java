package traefik4j.proxy.routing;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
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

    private final RouteDefinition definition;
    private final List<Rule> rules;
    private final Modifiers modifiers;
    private final int priority;
    private final Matcher[] matchers;
    private final Handler handler;

    Route(RouteDefinition definition, List<Rule> rules, Modifiers modifiers, Handler handler) {
        this.definition = definition;
        this.rules = List.copyOf(rules);
        this.modifiers = modifiers;
        this.handler = handler;
        int explicit = definition.frontend().priority();
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
        int providers = priorities != 0 ? priorities : one.definition.provider().compareTo(other.definition.provider());
        return providers != 0 ? providers : one.definition.name().compareTo(other.definition.name());
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

    /** Where it comes from. */
    RouteDefinition definition() {
        return definition;
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
