package traefik4j.proxy.tcp;

import org.jspecify.annotations.Nullable;

/** The TCP frontends of one entry point that are in force. Every connection looks once, and most find none. */
public final class EntryPointRelays {
    private volatile @Nullable SniTable current;

    /** The table in force now; null if there are no TCP frontends here. */
    public @Nullable SniTable current() {
        return current;
    }

    void swap(@Nullable SniTable next) {
        current = next;
    }
}
