package traefik4j.proxy.routing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.rule.Match;

/**
 * The routes of an entry point by host and by beginning of the path. A lookup meets only routes whose literal parts fit,
 * asks those in full, and finds the one of best rank, as if it had asked all of them in order.
 */
final class RouteIndex {
    /** The result if no route matches. */
    static final int NONE = Integer.MAX_VALUE;

    private final Route[] routes;
    private final HostTable hosts = new HostTable();
    private final PathNode anyHost = new PathNode();

    /** An index of these routes, the best one first. */
    RouteIndex(List<Route> ranked) {
        routes = ranked.toArray(Route[]::new);
        for (int rank = 0; rank < routes.length; rank++) {
            add(routes[rank], rank);
        }
    }

    private void add(Route route, int rank) {
        RouteKeys keys = route.keys();
        if (keys.hosts().length == 0) {
            anyHost.add(keys.paths(), rank);
        }
        for (HostKey host : keys.hosts()) {
            hosts.tree(host).add(keys.paths(), rank);
        }
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
        PathNode node = start != null && start.leads(bytes, at, to, best >> 1) ? start : null;
        while (node != null) {
            at += node.length();
            found = ask(node, request, path, found);
            PathNode wild = node.wild();
            if (wild != null) {
                found = search(wild, request, path, endOfSegment(bytes, at, to), found);
            }
            node = node.next(bytes, at, to, found >> 1);
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
