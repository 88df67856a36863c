package traefik4j.config;

/**
 * Finds positions in a list by hash: one array, where a map would have an object for each of many thousand names. Whoever
 * asks goes from slot to slot, and compares what stands at the positions found there, until there is none.
 */
public final class HashIndex {
    private static final int GOLDEN = 0x9E3779B9;

    private final int[] slots;
    private final int shift;

    /** An index of at most so many positions. */
    public HashIndex(int capacity) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, capacity - 1));
        slots = new int[1 << bits + 1];
        shift = Integer.SIZE - bits - 1;
    }

    /** Adds a position, which is at least 0, under a hash. */
    public void add(int hash, int position) {
        int slot = first(hash);
        while (slots[slot] != 0) {
            slot = next(slot);
        }
        slots[slot] = position + 1;
    }

    /** The slot to look at first for a hash. */
    public int first(int hash) {
        return hash * GOLDEN >>> shift;
    }

    /** The slot to look at after this one. */
    public int next(int slot) {
        return slot + 1 & slots.length - 1;
    }

    /** The position in a slot; negative if there is none, and none in those after it either. */
    public int position(int slot) {
        return slots[slot] - 1;
    }
}
