package traefik4j.proxy.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.rule.HostMatcher;
import traefik4j.proxy.rule.Match;
import traefik4j.proxy.rule.Matcher;
import traefik4j.proxy.rule.PathMatcher;
import traefik4j.proxy.template.Template;

/**
 * The routes of an entry point by host and by beginning of the path. A lookup meets only routes whose literal parts fit,
 * asks those in full, and finds the one of best rank, as if it had asked all of them in order.
 */
final class RouteIndex {
    /** The result if no route matches. */
    static final int NONE = Integer.MAX_VALUE;

    private static final int MOST_KEYS = 1024;
    private static final List<PathKey> ANY_PATH = List.of(PathKey.ANY);

    private final Route[] routes;
    private final HostTable hosts = new HostTable();
    private final PathNode anyHost = new PathNode();

    /** An index of these routes. */
    RouteIndex(List<Route> unordered) {
        routes = unordered.stream().sorted(Route.BY_RANK).toArray(Route[]::new);
        for (int rank = 0; rank < routes.length; rank++) {
            add(routes[rank], rank);
        }
    }

    private void add(Route route, int rank) {
        List<PathNode> trees = trees(route);
        List<PathKey> paths = pathKeys(route);
        if ((long) trees.size() * paths.size() > MOST_KEYS) {
            paths = ANY_PATH;
        }
        for (int i = 0; i < trees.size(); i++) {
            for (int j = 0; j < paths.size(); j++) {
                trees.get(i).add(paths.get(j), rank);
            }
        }
    }

    private List<PathNode> trees(Route route) {
        List<HostKey> keys = List.of();
        for (Matcher matcher : route.matchers()) {
            if (matcher instanceof HostMatcher host) {
                List<HostKey> more = hostKeys(host);
                boolean better = keys.isEmpty() || !more.isEmpty() && more.size() < keys.size();
                keys = better ? more : keys;
            }
        }
        return switch (keys.size()) {
            case 0 -> List.of(anyHost);
            case 1 -> List.of(hosts.tree(keys.getFirst()));
            default -> keys.stream().map(hosts::tree).distinct().toList();
        };
    }

    /** The keys of a matcher, none if one of its hosts has no key. */
    private static List<HostKey> hostKeys(HostMatcher matcher) {
        List<Template> hosts = matcher.hosts();
        if (hosts.size() == 1) {
            HostKey key = HostKey.of(hosts.getFirst());
            return key == null ? List.of() : List.of(key);
        }
        List<HostKey> keys = new ArrayList<>(hosts.size());
        for (Template host : hosts) {
            HostKey key = HostKey.of(host);
            if (key == null) {
                return List.of();
            }
            keys.add(key);
        }
        return keys;
    }

    /** The keys of the matcher that says most about the path. */
    private static List<PathKey> pathKeys(Route route) {
        List<PathKey> most = ANY_PATH;
        int length = -1;
        for (Matcher matcher : route.matchers()) {
            if (matcher instanceof PathMatcher paths) {
                List<PathKey> keys = pathKeys(paths);
                int shortest = shortest(keys);
                most = shortest > length ? keys : most;
                length = Math.max(length, shortest);
            }
        }
        return most;
    }

    private static List<PathKey> pathKeys(PathMatcher matcher) {
        List<Template> paths = matcher.paths();
        if (paths.size() == 1) {
            return List.of(PathKey.of(paths.getFirst()));
        }
        List<PathKey> keys = new ArrayList<>(paths.size());
        for (Template path : paths) {
            keys.add(PathKey.of(path));
        }
        return keys;
    }

    private static int shortest(List<PathKey> keys) {
        int shortest = Integer.MAX_VALUE;
        for (int i = 0; i < keys.size(); i++) {
            shortest = Math.min(shortest, keys.get(i).length());
        }
        return shortest;
    }

    /**
     * The best route of a request: twice its rank, and one more if it matches but for a final slash; {@link #NONE} if
     * there is none.
     */
    int find(RequestHead request, RequestPath path) {
        byte[] bytes = request.bytes();
        int from = request.hostStart();
        int to = request.hostNameEnd();
        int found = search(anyHost, request, path, path.decodedStart(), NONE);
        int hash = 0;
        for (int i = to - 1; i >= from; i--) {
            byte b = Ascii.lower(bytes[i]);
            if (b == '.' && hosts.hasSuffixes()) {
                HostTable.Entry suffix = hosts.find(hash, bytes, i + 1, to);
                found = search(suffix == null ? null : suffix.below(), request, path, path.decodedStart(), found);
            }
            hash = HostTable.hash(hash, b);
        }
        HostTable.Entry exact = hosts.find(hash, bytes, from, to);
        return search(exact == null ? null : exact.exact(), request, path, path.decodedStart(), found);
    }

    private int search(@Nullable PathNode start, RequestHead request, RequestPath path, int from, int best) {
        byte[] bytes = path.decoded();
        int to = path.decodedEnd();
        int found = best;
        int at = from;
        for (PathNode node = start; node != null; ) {
            found = ask(node, request, path, found);
            PathNode wild = node.wild(found >> 1);
            if (wild != null) {
                found = search(wild, request, path, endOfSegment(bytes, at, to), found);
            }
            node = node.next(bytes, at, to, found >> 1);
            at += node == null ? 0 : node.length();
        }
        return found;
    }

    private int ask(PathNode node, RequestHead request, RequestPath path, int best) {
        for (int i = 0; i < node.count(); i++) {
            int rank = node.route(i);
            if (rank >= best >> 1) {
                break;
            }
            Match match = routes[rank].match(request, path);
            if (match != Match.NO) {
                return rank << 1 | (match == Match.OTHER_SLASH ? 1 : 0);
            }
        }
        return best;
    }

    private static int endOfSegment(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != '/') {
            i++;
        }
        return i;
    }

    /** The route of this rank. */
    Route route(int rank) {
        return routes[rank];
    }

    /** All routes, the best one first. */
    List<Route> routes() {
        return List.of(routes);
    }
}
