package traefik4j.proxy.rule;

import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;

/** One condition on a request: a function of a rule and its arguments (reference §3.2). Used on event loops. */
public sealed interface Matcher permits HostMatcher, PathMatcher, MethodMatcher, HeadersMatcher, QueryMatcher {
    /**
     * Whether it matches.
     *
     * @param path the path to go by, which need not be the one of the request
     */
    Match match(RequestHead request, RequestPath path);

    /** How it is written in the rule. */
    String text();

    /** What of the request it looks at, for people. */
    String seen(RequestHead request, RequestPath path);
}
