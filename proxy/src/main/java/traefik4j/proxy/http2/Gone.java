package traefik4j.proxy.http2;

/** The streams that were closed last, so that what comes too late for them can be told from what never made sense. */
final class Gone {
    private static final int REMEMBERED = 256;

    private final int[] ids = new int[REMEMBERED];
    private final boolean[] byUs = new boolean[REMEMBERED];
    private int at;

    /** One more; {@code endedByUs} if the peer may not know yet. */
    void add(int id, boolean endedByUs) {
        ids[at] = id;
        byUs[at] = endedByUs;
        at = at + 1 & REMEMBERED - 1;
    }

    boolean contains(int id) {
        return find(id) >= 0;
    }

    boolean wasEndedByUs(int id) {
        int i = find(id);
        return i >= 0 && byUs[i];
    }

    private int find(int id) {
        for (int i = 1; i <= REMEMBERED; i++) {
            int slot = at - i & REMEMBERED - 1;
            if (ids[slot] == id) {
                return slot;
            }
        }
        return -1;
    }
}
