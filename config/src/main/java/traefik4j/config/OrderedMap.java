package traefik4j.config;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Maps that nobody changes and that keep the order in which things were written. Most of them hold one thing or nothing, and
 * there are many; some hold many thousand, and are made anew with each change: they are three arrays.
 *
 * @param <K> of names, mostly
 * @param <V> of what they stand for
 */
public final class OrderedMap<K, V> extends AbstractMap<K, V> {
    private final Object[] keys;
    private final Object[] values;
    private final HashIndex index;

    private OrderedMap(Object[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
        this.index = new HashIndex(keys.length);
        for (int i = 0; i < keys.length; i++) {
            if (indexOf(keys[i]) >= 0) {
                throw new IllegalArgumentException(keys[i] + " twice");
            }
            index.add(keys[i].hashCode(), i);
        }
    }

    /** A copy nobody can change; as small as can be where there is no order to keep. */
    static <K, V> Map<K, V> copyOf(Map<K, V> map) {
        if (map.size() < 2) {
            return Map.copyOf(map);
        }
        if (map instanceof OrderedMap) {
            return map;
        }
        Builder<K, V> builder = new Builder<>(map.size());
        map.forEach(builder::put);
        return builder.build();
    }

    /**
     * Collects what will be in a map.
     *
     * @param <K> as in the map
     * @param <V> as in the map
     */
    public static final class Builder<K, V> {
        private Object[] keys;
        private Object[] values;
        private int size;

        /** For so many entries, or others if there are. */
        public Builder(int expected) {
            keys = new Object[Math.max(1, expected)];
            values = new Object[keys.length];
        }

        /** Adds an entry, whose key has not been added before. */
        public void put(K key, V value) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            keys[size] = key;
            values[size++] = value;
        }

        /**
         * The map.
         *
         * @throws IllegalArgumentException if a key was added twice
         */
        public Map<K, V> build() {
            boolean full = size == keys.length;
            return new OrderedMap<>(
                    full ? keys : Arrays.copyOf(keys, size), full ? values : Arrays.copyOf(values, size));
        }
    }

    private int indexOf(Object key) {
        for (int slot = index.first(key.hashCode()); ; slot = index.next(slot)) {
            int i = index.position(slot);
            if (i < 0 || keys[i].equals(key)) {
                return i;
            }
        }
    }

    @SuppressWarnings("unchecked")
    private K key(int i) {
        return (K) keys[i];
    }

    @SuppressWarnings("unchecked")
    private V value(int i) {
        return (V) values[i];
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int i = key == null ? -1 : indexOf(key);
        return i < 0 ? null : value(i);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key != null && indexOf(key) >= 0;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        for (int i = 0; i < keys.length; i++) {
            action.accept(key(i), value(i));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Map<?, ?> that) || that.size() != keys.length) {
            return false;
        }
        for (int i = 0; i < keys.length; i++) {
            Object its = that.get(keys[i]);
            if (values[i] != its && !values[i].equals(its)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int sum = 0;
        for (int i = 0; i < keys.length; i++) {
            sum += keys[i].hashCode() ^ values[i].hashCode();
        }
        return sum;
    }

    @Override
    public Set<Entry<K, V>> entrySet() {
        return new Entries();
    }

    /** The entries, made while somebody goes through them. */
    private final class Entries extends AbstractSet<Entry<K, V>> {
        @Override
        public int size() {
            return keys.length;
        }

        @Override
        public Iterator<Entry<K, V>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < keys.length;
                }

                @Override
                public Entry<K, V> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    Entry<K, V> entry = Map.entry(key(next), value(next));
                    next++;
                    return entry;
                }
            };
        }
    }
}
