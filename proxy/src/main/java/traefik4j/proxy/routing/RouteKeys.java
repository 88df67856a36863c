package traefik4j.proxy.routing;

import java.util.List;
import traefik4j.proxy.rule.HostMatcher;
import traefik4j.proxy.rule.Matcher;
import traefik4j.proxy.rule.PathMatcher;
import traefik4j.proxy.template.Template;

/** Under which hosts and paths a route is found: whatever it matches has one of each. */
final class RouteKeys {
    private static final int MOST_KEYS = 1024;
    private static final HostKey[] ANY_HOST = {};
    private static final PathKey[] ANY_PATH = {PathKey.ANY};

    private final HostKey[] hosts;
    private final PathKey[] paths;

    private RouteKeys(HostKey[] hosts, PathKey[] paths) {
        this.hosts = hosts;
        this.paths = paths;
    }

    /** The keys of a route whose rules have these matchers. */
    static RouteKeys of(Matcher[] matchers) {
        HostKey[] hosts = hosts(matchers);
        PathKey[] paths = paths(matchers);
        boolean tooMany = (long) Math.max(1, hosts.length) * paths.length > MOST_KEYS;
        return new RouteKeys(hosts, tooMany ? ANY_PATH : paths);
    }

    /** The fewest hosts a matcher asks for. */
    private static HostKey[] hosts(Matcher[] matchers) {
        HostKey[] keys = ANY_HOST;
        for (Matcher matcher : matchers) {
            if (matcher instanceof HostMatcher host) {
                HostKey[] more = hosts(host.hosts());
                boolean better = keys.length == 0 || more.length > 0 && more.length < keys.length;
                keys = better ? more : keys;
            }
        }
        return keys;
    }

    /** The keys of these hosts; none if one of them has no key. */
    private static HostKey[] hosts(List<Template> templates) {
        HostKey[] keys = new HostKey[templates.size()];
        for (int i = 0; i < keys.length; i++) {
            HostKey key = HostKey.of(templates.get(i));
            if (key == null) {
                return ANY_HOST;
            }
            keys[i] = key;
        }
        return keys;
    }

    /** The keys of the matcher that says most about the path. */
    private static PathKey[] paths(Matcher[] matchers) {
        PathKey[] most = ANY_PATH;
        int length = -1;
        for (Matcher matcher : matchers) {
            if (matcher instanceof PathMatcher paths) {
                PathKey[] keys = paths(paths.paths());
                int shortest = shortest(keys);
                most = shortest > length ? keys : most;
                length = Math.max(length, shortest);
            }
        }
        return most;
    }

    private static PathKey[] paths(List<Template> templates) {
        PathKey[] keys = new PathKey[templates.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = PathKey.of(templates.get(i));
        }
        return keys;
    }

    private static int shortest(PathKey[] keys) {
        int shortest = Integer.MAX_VALUE;
        for (PathKey key : keys) {
            shortest = Math.min(shortest, key.length());
        }
        return shortest;
    }

    /** The hosts; none if any may do. */
    HostKey[] hosts() {
        return hosts;
    }

    /** The beginnings of paths, at least one. */
    PathKey[] paths() {
        return paths;
    }
}
