package traefik4j.provider.boltdb;

import java.util.Arrays;

/**
 * A key with its value, or with a bucket of its own.
 *
 * @param bucket whether the value is where another bucket begins
 * @param key the key
 * @param value the value
 */
record Entry(boolean bucket, byte[] key, byte[] value) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
        return Arrays.compareUnsigned(key, other.key);
    }

    /** Whether it has this key. */
    boolean is(byte[] name) {
        return Arrays.equals(key, name);
    }
}
