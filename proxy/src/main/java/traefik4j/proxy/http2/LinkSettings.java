package traefik4j.proxy.http2;

/**
 * What our side of a connection allows its peer.
 *
 * @param maxStreams streams the peer may have open at the same time
 * @param streamWindow bytes of a stream that may come before they are asked for
 * @param connectionWindow bytes of all streams together that may come before they are asked for
 * @param maxHeaderBytes bytes of a block of fields, written as HTTP/1.1
 */
public record LinkSettings(int maxStreams, int streamWindow, int connectionWindow, int maxHeaderBytes) {
    /** The window every stream has before anything was agreed (RFC 9113 §6.9.2). */
    static final int DEFAULT_WINDOW = 65_535;

    private static final int STREAM_WINDOW = 256 << 10;
    private static final int CONNECTION_WINDOW = 1 << 20;

    /** Windows of the usual size. */
    public LinkSettings(int maxStreams, int maxHeaderBytes) {
        this(maxStreams, STREAM_WINDOW, CONNECTION_WINDOW, maxHeaderBytes);
    }
}
