package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import traefik4j.proxy.http.Ascii;

/** What every client of HTTP/2 says first (RFC 9113 §3.4), as it comes. */
public final class Preface {
    static final byte[] BYTES = Ascii.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    private int seen;

    /** It is awaited, or it is not. */
    Preface(boolean awaited) {
        seen = awaited ? 0 : BYTES.length;
    }

    /** Whether it may be HTTP/2 what begins like this. */
    public static boolean begins(ByteBuf in) {
        int size = Math.min(in.readableBytes(), BYTES.length);
        for (int i = 0; i < size; i++) {
            if (in.getByte(in.readerIndex() + i) != BYTES[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number of bytes. */
    public static int length() {
        return BYTES.length;
    }

    /** Reads what has come of it, and no further; whether there is something behind it. */
    boolean read(ByteBuf in) {
        while (seen < BYTES.length && in.isReadable()) {
            if (in.readByte() != BYTES[seen++]) {
                in.release();
                throw Http2Fault.protocol("not HTTP/2");
            }
        }
        return in.isReadable();
    }

    boolean isComplete() {
        return seen == BYTES.length;
    }
}
