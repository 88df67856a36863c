package traefik4j.proxy.http2;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Counts what costs us something and brings the peer nothing: each may come so often in a while, and no more
 * (CVE-2023-44487, CVE-2019-9512 to 9518, CVE-2024-2758).
 */
final class Floods {
    private static final long WHILE_NANOS = 10_000_000_000L;

    /** What is counted. */
    enum Kind {
        /** Streams that are opened only to be ended. */
        RESET(500),
        /** Questions that want an answer. */
        PING(1_000),
        /** Settings that want an answer. */
        SETTINGS(200),
        /** Priorities, which nobody listens to. */
        PRIORITY(5_000),
        /** Frames of content without content. */
        EMPTY_DATA(1_000),
        /** Streams that break the rules. */
        BROKEN_STREAM(500);

        private final int most;

        Kind(int most) {
            this.most = most;
        }
    }

    private final LongSupplier clock;
    private final int[] counts = new int[Kind.values().length];
    private long since;

    /** Counts by this clock, which may be a coarse one. */
    Floods(LongSupplier clock) {
        this.clock = clock;
        since = clock.getAsLong();
    }

    /**
     * One more.
     *
     * @throws Http2Fault if it is one too many
     */
    @SuppressWarnings("EnumOrdinal") // An index into an array that lives as long as the object.
    void count(Kind kind) {
        long now = clock.getAsLong();
        if (now - since > WHILE_NANOS) {
            since = now;
            Arrays.fill(counts, 0);
        }
        if (++counts[kind.ordinal()] > kind.most) {
            throw new Http2Fault(ErrorCode.ENHANCE_YOUR_CALM, "too many of: " + kind);
        }
    }
}
