package traefik4j.proxy.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A node of a radix tree of paths. What leads to it is a text, or, from {@link #wild}, the rest of a segment. It is
 * built in order of rank and not changed any more once the table is compiled. Most trees are a single node: what
 * leads to the root is a text too.
 */
final class PathNode {
    private static final int[] NO_ROUTES = {};
    private static final PathNode[] NO_CHILDREN = {};
    private static final byte[] NO_BYTES = {};

    private byte[] label;
    private byte[] firsts = NO_BYTES;
    private PathNode[] children = NO_CHILDREN;
    private @Nullable PathNode wild;
    private int count;
    private int route;
    private int[] more = NO_ROUTES;
    private int best;

    /** The root of a tree that has nothing in it yet. */
    PathNode() {
        this(NO_BYTES, Integer.MAX_VALUE);
    }

    private PathNode(byte[] label, int best) {
        this.label = label;
        this.best = best;
    }

    /** Adds a route, given by its rank, under each of these keys; no better one is added after it. */
    void add(PathKey[] keys, int rank) {
        for (PathKey key : keys) {
            PathNode node = this;
            for (int i = 0; i < key.texts().size(); i++) {
                node = (i == 0 ? node : node.wildOr()).below(key.texts().get(i), rank);
            }
            node.add(rank);
        }
    }

    private void add(int rank) {
        if (count > 0 && route(count - 1) == rank) {
            return;
        }
        if (count == 0) {
            route = rank;
        } else {
            more = count > more.length ? Arrays.copyOf(more, count * 2) : more;
            more[count - 1] = rank;
        }
        count++;
    }

    private PathNode wildOr() {
        if (wild == null) {
            wild = new PathNode();
        }
        return wild;
    }

    /** The node that a text leads to, which begins with what leads to this one. */
    private PathNode below(byte[] text, int rank) {
        if (isFresh()) {
            label = text;
        }
        best = Math.min(best, rank);
        PathNode node = this;
        for (int at = 0; ; ) {
            int common = Arrays.mismatch(text, at, text.length, node.label, 0, node.label.length);
            if (common >= 0 && common < node.label.length) {
                node.split(common);
            }
            at += node.label.length;
            if (at == text.length) {
                return node;
            }
            int i = node.indexOf(text[at]);
            if (i < 0) {
                return node.append(new PathNode(Arrays.copyOfRange(text, at, text.length), rank));
            }
            node = node.children[i];
        }
    }

    private boolean isFresh() {
        return best == Integer.MAX_VALUE;
    }

    /** Leaves this node as much of its text, and moves the rest, with all that is here, to one below it. */
    private void split(int at) {
        PathNode lower = new PathNode(Arrays.copyOfRange(label, at, label.length), best);
        lower.firsts = firsts;
        lower.children = children;
        lower.wild = wild;
        lower.count = count;
        lower.route = route;
        lower.more = more;
        label = Arrays.copyOf(label, at);
        firsts = NO_BYTES;
        children = NO_CHILDREN;
        wild = null;
        count = 0;
        more = NO_ROUTES;
        append(lower);
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

    /** Whether the path leads to this node from {@code at} on, and it has a route better than {@code worst}. */
    boolean leads(byte[] path, int at, int to, int worst) {
        int end = at + label.length;
        return best < worst && end <= to && Arrays.equals(path, at, end, label, 0, end - at);
    }

    /** The node the path leads to from {@code at} on, if there is one with a route better than {@code worst}. */
    @Nullable
    PathNode next(byte[] path, int at, int to, int worst) {
        int i = at < to ? indexOf(path[at]) : -1;
        if (i < 0) {
            return null;
        }
        PathNode child = children[i];
        return child.leads(path, at, to, worst) ? child : null;
    }

    /** The tree of what comes after the rest of a segment, if there is one. */
    @Nullable
    PathNode wild() {
        return wild;
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
        return i == 0 ? route : more[i - 1];
    }
}
