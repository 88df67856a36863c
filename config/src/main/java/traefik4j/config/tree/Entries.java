package traefik4j.config.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import traefik4j.config.HashIndex;

/**
 * Named nodes in the order they were put. There may be many thousand sets of them, most with one or two names, which are
 * looked through; only where there are more there is an index too.
 */
final class Entries {
    private static final int FEW = 8;

    private String[] names;
    private Node[] nodes;
    private int size;
    private @Nullable HashIndex index;

    /** None yet, with room for so many. */
    Entries(int expected) {
        names = new String[Math.max(2, expected)];
        nodes = new Node[names.length];
    }

    @Nullable
    Node get(String name) {
        int i = indexOf(name);
        return i < 0 ? null : nodes[i];
    }

    private int indexOf(String name) {
        if (size > FEW) {
            index = index == null ? indexed() : index;
            return indexOf(name, index);
        }
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private int indexOf(String name, HashIndex known) {
        for (int slot = known.first(name.hashCode()); ; slot = known.next(slot)) {
            int i = known.position(slot);
            if (i < 0 || names[i].equals(name)) {
                return i;
            }
        }
    }

    int size() {
        return size;
    }

    String name(int i) {
        return names[i];
    }

    Node node(int i) {
        return nodes[i];
    }

    /** Sets one, in its old place if there is one of that name. */
    void put(String name, Node node) {
        int i = indexOf(name);
        if (i >= 0) {
            nodes[i] = node;
        } else {
            append(name, node);
        }
    }

    /** Adds one if there is none of that name; returns whether that is so. */
    boolean putNew(String name, Node node) {
        boolean isNew = indexOf(name) < 0;
        if (isNew) {
            append(name, node);
        }
        return isNew;
    }

    /** Adds one of which it is known that there is none of that name. */
    void append(String name, Node node) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            nodes = Arrays.copyOf(nodes, size * 2);
            index = null;
        }
        names[size] = name;
        nodes[size++] = node;
        if (index != null) {
            index.add(name.hashCode(), size - 1);
        }
    }

    /** An index with room for as many as there is room for. */
    private HashIndex indexed() {
        HashIndex all = new HashIndex(names.length);
        for (int i = 0; i < size; i++) {
            all.add(names[i].hashCode(), i);
        }
        return all;
    }

    void remove(String name) {
        int i = indexOf(name);
        if (i < 0) {
            return;
        }
        System.arraycopy(names, i + 1, names, i, size - i - 1);
        System.arraycopy(nodes, i + 1, nodes, i, size - i - 1);
        size--;
        index = null;
    }
}
