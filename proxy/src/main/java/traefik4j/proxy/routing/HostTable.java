package traefik4j.proxy.routing;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;

/**
 * Path trees by host. Hosts are hashed from their end, so that one pass over the host of a request gives the hashes of
 * all its suffixes too.
 */
final class HostTable {
    private static final int GOLDEN = 0x9E3779B9;

    private @Nullable Entry[] table = new Entry[16];
    private int shift = 28;
    private int count;
    private boolean hasSuffixes;

    /** A name and the trees of the hosts that are it, or end with it after a dot. */
    static final class Entry {
        private final byte[] name;
        private final int hash;
        private @Nullable PathNode exact;
        private @Nullable PathNode below;

        private Entry(byte[] name, int hash) {
            this.name = name;
            this.hash = hash;
        }

        /** The routes of this very host. */
        @Nullable
        PathNode exact() {
            return exact;
        }

        /** The routes of hosts with labels before this name. */
        @Nullable
        PathNode below() {
            return below;
        }
    }

    /** The tree of a key, made if there is none. */
    PathNode tree(HostKey key) {
        byte[] name = key.name();
        Entry entry = find(key.hash(), name, 0, name.length);
        if (entry == null) {
            entry = new Entry(name, key.hash());
            add(entry);
        }
        if (key.isSuffix()) {
            hasSuffixes = true;
            entry.below = entry.below == null ? new PathNode() : entry.below;
            return entry.below;
        }
        entry.exact = entry.exact == null ? new PathNode() : entry.exact;
        return entry.exact;
    }

    private void add(Entry entry) {
        if (++count * 2 > table.length) {
            @Nullable Entry[] old = table;
            table = new Entry[old.length * 2];
            shift--;
            for (Entry moved : old) {
                if (moved != null) {
                    put(moved);
                }
            }
        }
        put(entry);
    }

    private void put(Entry entry) {
        int slot = entry.hash * GOLDEN >>> shift;
        while (table[slot] != null) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = entry;
    }

    /** The hash of a name, given that of what comes after its first byte, which is in lower case. */
    static int hash(int hash, byte lower) {
        return hash * 31 + lower;
    }

    /** Whether there are names that hosts may end with. */
    boolean hasSuffixes() {
        return hasSuffixes;
    }

    /** The entry of a name, in any case of letters, whose hash is known. */
    @Nullable
    Entry find(int hash, byte[] bytes, int from, int to) {
        for (int slot = hash * GOLDEN >>> shift; ; slot = slot + 1 & table.length - 1) {
            Entry entry = table[slot];
            if (entry == null || entry.hash == hash && Ascii.equalsIgnoreCase(bytes, from, to, entry.name)) {
                return entry;
            }
        }
    }
}
