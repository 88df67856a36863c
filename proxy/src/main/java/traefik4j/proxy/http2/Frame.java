package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;

/** The numbers of frames (RFC 9113 §4.1, §6). */
final class Frame {
    static final int HEADER_SIZE = 9;
    /** The size of a payload that every peer takes. */
    static final int LEAST_MAX_SIZE = 16_384;

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;
    static final int PADDED = 8;
    static final int WITH_PRIORITY = 32;

    private Frame() {}

    /** Writes what stands before a payload. */
    static void writeHeader(ByteBuf out, int length, int type, int flags, int stream) {
        out.writeLong((long) length << 40 | (long) type << 32 | (long) flags << 24 | (stream >>> 8 & 0xffffffL));
        out.writeByte(stream);
    }
}
