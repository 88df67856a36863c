package traefik4j.proxy.http2;

import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Reasons;

/**
 * A block of fields that is a response (RFC 9113 §8.3.2), turned into the head of a response of HTTP/1.1 that {@code
 * ResponseParser} then reads as strictly as any other. One is used for all responses of a connection.
 */
public final class ResponseBlock implements FieldSink {
    private static final byte[] STATUS = Ascii.bytes(":status");
    private static final byte[] END = {'\r', '\n'};

    private final FieldLines lines;
    private boolean begun;
    private boolean malformed;

    /** Heads of so many bytes at most. */
    public ResponseBlock(int maxHeaderBytes) {
        lines = new FieldLines(maxHeaderBytes);
    }

    /** Begins a head, in this array. */
    public void begin(byte[] array) {
        lines.begin(array);
        begun = false;
        malformed = false;
    }

    /** The array the head is in, which may be another one than at the beginning. */
    public byte[] bytes() {
        return lines.bytes();
    }

    /** The number of bytes of the head. */
    public int length() {
        return lines.length();
    }

    @Override
    public void field(byte[] name, int nameFrom, int nameTo, byte[] value, int from, int to) {
        if (!begun) {
            begun = true;
            malformed = !Ascii.equals(name, nameFrom, nameTo, STATUS) || !statusLine(value, from, to);
        } else {
            malformed |=
                    HopFields.contain(name, nameFrom, nameTo) || !lines.line(name, nameFrom, nameTo, value, from, to);
        }
    }

    private boolean statusLine(byte[] value, int from, int to) {
        int status = 0;
        for (int i = from; i < to; i++) {
            int digit = value[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            status = status * 10 + digit;
        }
        // There is no switching of protocols here (RFC 9113 §8.6).
        if (to - from != 3 || status < 100 || status == 101) {
            return false;
        }
        lines.raw(Ascii.bytes("HTTP/1.1 " + status + " " + Reasons.of(status) + "\r\n"));
        return true;
    }

    /** Ends the block; whether it is a response. */
    public boolean finish() {
        lines.raw(END);
        return begun && !malformed && !lines.isTooLong();
    }
}
