package traefik4j.proxy.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of a radix tree of paths. What leads to it is a text, or, from {@link #wild}, the rest of a segment. It is
 * built in order of rank and not changed any more once the table is compiled.
 */
final class PathNode {
    private static final int[] NO_ROUTES = {};
    private static final PathNode[] NO_CHILDREN = {};
    private static final byte[] NO_BYTES = {};

    private byte[] label;
    private byte[] firsts = NO_BYTES;
    private PathNode[] children = NO_CHILDREN;
    private @Nullable PathNode wild;
    private int[] routes = NO_ROUTES;
    private int count;
    private int best;

    /** The root of a tree. */
    PathNode() {
        this(NO_BYTES, 0);
    }

    private PathNode(byte[] label, int best) {
        this.label = label;
        this.best = best;
    }

    /** Adds a route, given by its rank, under a key. */
    void add(PathKey key, int route) {
        PathNode node = this;
        for (int i = 0; i < key.texts().size(); i++) {
            node = (i == 0 ? node : node.wildOr(route)).below(key.texts().get(i), route);
        }
        node.add(route);
    }

    private void add(int route) {
        if (count > 0 && routes[count - 1] == route) {
            return;
        }
        if (count == routes.length) {
            routes = Arrays.copyOf(routes, Math.max(1, count * 2));
        }
        routes[count++] = route;
    }

    private PathNode wildOr(int route) {
        if (wild == null) {
            wild = new PathNode(NO_BYTES, route);
        }
        return wild;
    }

    private PathNode below(byte[] text, int route) {
        PathNode node = this;
        int at = 0;
        while (at < text.length) {
            int i = node.indexOf(text[at]);
            if (i < 0) {
                return node.append(new PathNode(Arrays.copyOfRange(text, at, text.length), route));
            }
            PathNode child = node.children[i];
            int common = Arrays.mismatch(text, at, text.length, child.label, 0, child.label.length);
            if (common < 0) {
                return child;
            }
            if (common < child.label.length) {
                node.children[i] = child.split(common);
            }
            node = node.children[i];
            at += common;
        }
        return node;
    }

    private PathNode split(int at) {
        PathNode upper = new PathNode(Arrays.copyOf(label, at), best);
        label = Arrays.copyOfRange(label, at, label.length);
        upper.append(this);
        return upper;
    }

    private PathNode append(PathNode child) {
        int n = children.length;
        firsts = Arrays.copyOf(firsts, n + 1);
        children = Arrays.copyOf(children, n + 1);
        firsts[n] = child.label[0];
        children[n] = child;
        return child;
    }

    private int indexOf(byte first) {
        for (int i = 0; i < firsts.length; i++) {
            if (firsts[i] == first) {
                return i;
            }
        }
        return -1;
    }

    /** The node the path leads to from {@code at} on, if there is one with a route better than {@code worst}. */
    @Nullable
    PathNode next(byte[] path, int at, int to, int worst) {
        int i = at < to ? indexOf(path[at]) : -1;
        if (i < 0) {
            return null;
        }
        PathNode child = children[i];
        int end = at + child.label.length;
        boolean leads = child.best < worst && end <= to && Arrays.equals(path, at, end, child.label, 0, end - at);
        return leads ? child : null;
    }

    /** The node the rest of a segment leads to, if there is one with a route better than {@code worst}. */
    @Nullable
    PathNode wild(int worst) {
        return wild != null && wild.best < worst ? wild : null;
    }

    /** The length of the text that leads to this node. */
    int length() {
        return label.length;
    }

    /** The number of routes whose key ends here. */
    int count() {
        return count;
    }

    /** The rank of the {@code i}th route whose key ends here, the best one first. */
    int route(int i) {
        return routes[i];
    }
}
