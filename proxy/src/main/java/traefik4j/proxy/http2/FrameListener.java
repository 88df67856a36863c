package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;

/** Whoever is told of frames as they are read, each checked for what can be seen in it alone. */
interface FrameListener {
    /**
     * Content of a stream.
     *
     * @param data the content; to be released
     * @param flow what the frame costs of the windows, padding included
     */
    void data(int stream, ByteBuf data, int flow, boolean end);

    /** A whole block of fields, still compressed; good until this returns. */
    void headers(int stream, byte[] block, int length, boolean end);

    /** A frame that says how important a stream is, which is not listened to (RFC 9113 §5.3.2). */
    void priority();

    /** The peer ends a stream. */
    void reset(int stream, int code);

    /** One setting of the peer. */
    void setting(int id, long value);

    /** The peer has said all its settings. */
    void settingsEnded();

    /** The peer knows ours. */
    void settingsAcknowledged();

    /** The peer wants to hear something. */
    void ping(boolean acknowledged, long payload);

    /** The peer will open no more streams, and looks at none above this one. */
    void goAway(int lastStream, int code);

    /** The peer takes more; stream 0 is the connection. */
    void windowUpdate(int stream, int increment);
}
