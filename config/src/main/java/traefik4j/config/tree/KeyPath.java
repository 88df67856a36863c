package traefik4j.config.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root of a configuration to one of its keys; a name along it may contain dots. It knows the path above
 * it and its own name, so that going a step further costs nothing: most paths are never spelt out.
 */
public final class KeyPath {
    /** The root. */
    public static final KeyPath ROOT = new KeyPath(null, "", 0);

    private final @Nullable KeyPath above;
    private final String name;
    private final int steps;

    private KeyPath(@Nullable KeyPath above, String name, int steps) {
        this.above = above;
        this.name = name;
        this.steps = steps;
    }

    /** The path of these names. */
    public static KeyPath of(String... names) {
        KeyPath path = ROOT;
        for (String name : names) {
            path = path.then(name);
        }
        return path;
    }

    /** One step further. */
    public KeyPath then(String next) {
        return new KeyPath(this, next, steps + 1);
    }

    /** Its first steps, all of them if there are not so many. */
    public KeyPath first(int count) {
        KeyPath path = this;
        while (path.steps > count && path.above != null) {
            path = path.above;
        }
        return path;
    }

    /** The names along it. */
    public List<String> names() {
        List<String> names = new ArrayList<>(steps);
        for (KeyPath path = this; path.above != null; path = path.above) {
            names.add(path.name);
        }
        return List.copyOf(names.reversed());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyPath that && names().equals(that.names());
    }

    @Override
    public int hashCode() {
        return names().hashCode();
    }

    /** With dots, as users know it. */
    @Override
    public String toString() {
        return String.join(".", names());
    }
}
