package traefik4j.config.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * The way from the root of a configuration to one of its keys.
 *
 * @param names the names along it; a name may contain dots
 */
public record KeyPath(List<String> names) {
    /** The root. */
    public static final KeyPath ROOT = new KeyPath(List.of());

    /** Copies the list. */
    public KeyPath {
        names = List.copyOf(names);
    }

    /** The path of these names. */
    public static KeyPath of(String... names) {
        return new KeyPath(List.of(names));
    }

    /** One step further. */
    public KeyPath then(String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(name);
        return new KeyPath(longer);
    }

    /** Its first steps, all of them if there are not so many. */
    public KeyPath first(int steps) {
        return new KeyPath(names.subList(0, Math.min(steps, names.size())));
    }

    /** With dots, as users know it. */
    @Override
    public String toString() {
        return String.join(".", names);
    }
}
