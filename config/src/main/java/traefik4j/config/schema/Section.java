package traefik4j.config.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A table whose keys are known. Names are found exactly or else in any case, as Traefik finds them (reference §1.1). */
public final class Section implements Shape {
    private final List<Key> keys;
    private final boolean open;
    private final boolean supported;
    private final Map<String, Key> exact = new LinkedHashMap<>();
    private final Map<String, Key> lower = new LinkedHashMap<>();

    private Section(List<Key> keys, boolean open) {
        this.keys = List.copyOf(keys);
        this.open = open;
        supported = keys.stream()
                .allMatch(key -> key.support() == Support.YES && key.shape().isSupported());
        keys.forEach(key -> {
            exact.put(key.name(), key);
            lower.put(lower(key.name()), key);
        });
    }

    /** A section of these keys. */
    static Section of(Key... keys) {
        return new Section(Arrays.asList(keys), false);
    }

    /** This section with more keys. */
    Section and(List<Key> more) {
        List<Key> all = new ArrayList<>(keys);
        all.addAll(more);
        return new Section(all, open);
    }

    /** This section where somebody else complains about keys it does not know. */
    Section open() {
        return new Section(keys, true);
    }

    /** Whether keys it does not know are somebody else's. */
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isSupported() {
        return supported;
    }

    /** Its keys, in the order of the schema. */
    public List<Key> keys() {
        return keys;
    }

    /** Its keys with another answer to whether they are supported. */
    List<Key> keys(Support support) {
        return keys.stream().map(key -> key.with(support)).toList();
    }

    /** The key of this name, in whatever case. */
    public Optional<Key> find(String name) {
        return Optional.ofNullable(key(name));
    }

    /** The key of this name, in whatever case; null if there is none. */
    @Nullable
    Key key(String name) {
        Key key = exact.get(name);
        return key != null ? key : lower.get(lower(name));
    }

    /** A few words on what could have been meant by a name that is none of its keys. */
    public String suggestion(String name) {
        return Nearest.suggestion(name, keys.stream().map(Key::name).toList());
    }

    /** Every key below it with its path, sections before what is in them, but not what is in named things and lists. */
    public void walk(Consumer<Path> visitor) {
        walk(List.of(), true, visitor);
    }

    private void walk(List<String> above, boolean supported, Consumer<Path> visitor) {
        for (Key key : keys) {
            List<String> names = new ArrayList<>(above);
            names.add(key.name());
            boolean works = supported && key.support() == Support.YES;
            visitor.accept(new Path(List.copyOf(names), key, works));
            if (key.shape() instanceof Section section) {
                section.walk(names, works, visitor);
            }
        }
    }

    @Override
    public String expected() {
        return "a section";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * A key on the way through a schema.
     *
     * @param names the names from the root to the key
     * @param key the key
     * @param works whether it and everything around it is supported
     */
    public record Path(List<String> names, Key key, boolean works) {}
}
