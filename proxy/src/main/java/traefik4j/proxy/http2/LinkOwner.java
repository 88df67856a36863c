package traefik4j.proxy.http2;

/** Whom a connection belongs to: is told of streams and of blocks of fields. */
public interface LinkOwner {
    /** A block of fields begins on a stream, which is new if it has no owner yet; where the fields shall go. */
    FieldSink block(Http2Stream stream);

    /** The block is complete; {@code end} says that nothing follows it. */
    void blockEnded(Http2Stream stream, boolean end);

    /** The peer opens no more streams, and has looked at none above this one. */
    void goingAway(int lastStream);

    /** The connection shall be closed as soon as all that was written is sent. */
    void close();
}
