package traefik4j.config.tree;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Named nodes in the order they were put. There may be many thousand sets of them, most with one or two names, which are
 * looked through; only where there are more there is an index too.
 */
final class Entries {
    private static final int FEW = 8;

    private String[] names = new String[2];
    private Node[] nodes = new Node[2];
    private int size;
    private @Nullable Map<String, Integer> index;

    @Nullable
    Node get(String name) {
        int i = indexOf(name);
        return i < 0 ? null : nodes[i];
    }

    private int indexOf(String name) {
        if (index != null) {
            return index.getOrDefault(name, -1);
        }
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
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
            return;
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            nodes = Arrays.copyOf(nodes, size * 2);
        }
        names[size] = name;
        nodes[size++] = node;
        if (index != null) {
            index.put(name, size - 1);
        } else if (size > FEW) {
            index = indexed();
        }
    }

    private Map<String, Integer> indexed() {
        Map<String, Integer> map = new HashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(names[i], i);
        }
        return map;
    }

    void remove(String name) {
        int i = indexOf(name);
        if (i < 0) {
            return;
        }
        System.arraycopy(names, i + 1, names, i, size - i - 1);
        System.arraycopy(nodes, i + 1, nodes, i, size - i - 1);
        size--;
        index = size > FEW ? indexed() : null;
    }
}
