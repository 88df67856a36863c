package traefik4j.proxy.routing;

/** The table in force. Every exchange reads it once; reload replaces it. */
public final class LiveRoutes {
    private volatile RoutingTable current;

    /** Holds this table first. */
    public LiveRoutes(RoutingTable first) {
        current = first;
    }

    /** The table in force now. */
    public RoutingTable current() {
        return current;
    }

    /** Puts another table in force. */
    public void swap(RoutingTable next) {
        current = next;
    }
}
