package traefik4j.proxy.http2;

/** What the peer of a connection allows us (RFC 9113 §6.5). */
final class PeerSettings {
    /** What every peer should allow (RFC 9113 §6.5.2), until it says something. */
    private static final int MAX_STREAMS_BEFORE_SAID = 100;

    private static final int LARGEST_FRAME = (1 << 24) - 1;

    private int initialWindow = LinkSettings.DEFAULT_WINDOW;
    private int maxFrame = Frame.LEAST_MAX_SIZE;
    private int maxStreams = MAX_STREAMS_BEFORE_SAID;
    private int growth;

    /** The window of a new stream. */
    int initialWindow() {
        return initialWindow;
    }

    /** The largest payload of a frame. */
    int maxFrame() {
        return maxFrame;
    }

    /** The peer has said all: what it did not limit has no limit. */
    void said() {
        if (maxStreams == MAX_STREAMS_BEFORE_SAID) {
            maxStreams = Integer.MAX_VALUE;
        }
    }

    /** How many streams we may have open. */
    int maxStreams() {
        return maxStreams;
    }

    /**
     * The peer says something.
     *
     * @throws Http2Fault if it cannot mean that
     */
    void set(int id, long value) {
        switch (id) {
            case Setting.ENABLE_PUSH -> {
                if (value > 1) {
                    throw Http2Fault.protocol("ENABLE_PUSH is " + value);
                }
            }
            case Setting.MAX_CONCURRENT_STREAMS -> maxStreams = (int) Math.min(Integer.MAX_VALUE, value);
            case Setting.INITIAL_WINDOW_SIZE -> initialWindow(value);
            case Setting.MAX_FRAME_SIZE -> {
                if (value < Frame.LEAST_MAX_SIZE || value > LARGEST_FRAME) {
                    throw Http2Fault.protocol("MAX_FRAME_SIZE is " + value);
                }
                maxFrame = (int) value;
            }
            default -> {
                // The size of a table we do not use, a limit that is only advice, or nothing we know.
            }
        }
    }

    private void initialWindow(long value) {
        if (value > Integer.MAX_VALUE) {
            throw new Http2Fault(ErrorCode.FLOW_CONTROL_ERROR, "INITIAL_WINDOW_SIZE is " + value);
        }
        growth += (int) value - initialWindow;
        initialWindow = (int) value;
    }

    /** By how much the windows of all streams have grown, or shrunk, since this was asked last. */
    int takeGrowth() {
        int grown = growth;
        growth = 0;
        return grown;
    }
}
