package traefik4j.config.keys;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Place;

/** A key of a store with its value and all keys below it, in the order of their names. */
public final class KeyTree {
    /** Names that are numbers are in the order of numbers, as lists need it: {@code 2} before {@code 10}. */
    private static final Comparator<String> ORDER =
            Comparator.comparingInt(KeyTree::digits).thenComparing(Comparator.naturalOrder());

    private static final int NO_NUMBER = 10;
    private static final int DEEPEST = 16;

    private final String source;
    private final String path;
    private String value = "";
    private final Map<String, KeyTree> below = new TreeMap<>(ORDER);

    private KeyTree(String source, String path) {
        this.source = source;
        this.path = path;
    }

    /**
     * The tree of these keys.
     *
     * @param source how the store is called where a key of it is at fault
     * @param prefix what stands before each key, for the same purpose
     * @param keys values by key, with slashes; a slash at the end makes no difference
     */
    public static KeyTree of(String source, String prefix, Map<String, String> keys) {
        KeyTree root = new KeyTree(source, prefix);
        keys.forEach((key, value) -> root.grow(key, value));
        return root;
    }

    /** Keys deeper than any of a configuration are nobody's. */
    private void grow(String key, String text) {
        KeyTree tree = this;
        int depth = 0;
        for (String name : key.split("/", DEEPEST + 2)) {
            if (depth++ > DEEPEST) {
                return;
            }
            if (!name.isEmpty()) {
                KeyTree above = tree;
                tree = above.below.computeIfAbsent(name, any -> new KeyTree(source, above.path + "/" + name));
            }
        }
        if (!text.isEmpty()) {
            tree.value = text;
        }
    }

    private static int digits(String name) {
        boolean number =
                !name.isEmpty() && name.length() < NO_NUMBER && name.chars().allMatch(Character::isDigit);
        return number ? name.length() : NO_NUMBER;
    }

    /** Where it stands. */
    public Place place() {
        return Place.of(source + " " + path);
    }

    /** Its value; empty for none. */
    public String value() {
        return value;
    }

    /** Whether there are keys below it. */
    public boolean hasBelow() {
        return !below.isEmpty();
    }

    /** What is right below it. */
    public List<KeyTree> below() {
        return List.copyOf(below.values());
    }

    /** What is below it by this way, if there is something. */
    public Optional<KeyTree> at(String... names) {
        @Nullable KeyTree tree = this;
        for (String name : names) {
            tree = tree == null ? null : tree.below.get(name);
        }
        return Optional.ofNullable(tree);
    }

    /** Everything right below it, in order. */
    void forEach(BiConsumer<String, KeyTree> action) {
        below.forEach(action);
    }

    /** Whether there is something of exactly this name right below it. */
    boolean has(String name) {
        return below.containsKey(name);
    }

    /** Takes away what is right below it and fulfils a condition. */
    void removeIf(BiPredicate<String, KeyTree> condition) {
        below.entrySet().removeIf(entry -> condition.test(entry.getKey(), entry.getValue()));
    }

    /** Its value as a list, as texts separated by commas, or else one text from each key below it (reference §5.6). */
    List<String> list() {
        if (!value.isEmpty()) {
            return List.of(value.split(",", -1)).stream()
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
        return below.values().stream()
                .map(KeyTree::value)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
