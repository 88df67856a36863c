package traefik4j.proxy.buffering;

/**
 * How large a body may be, and how much of it is kept in memory.
 *
 * @param most bytes in all; 0 for any number
 * @param memory bytes in memory; 0 for the usual amount
 */
record BodyLimit(long most, long memory) {
    private static final long USUAL = 1 << 20;

    /** Takes the usual amount of memory where nothing is said. */
    BodyLimit {
        memory = memory == 0 ? USUAL : memory;
    }

    /** Whether a body of this size is too large. */
    boolean isExceededBy(long size) {
        return most > 0 && size > most;
    }
}
