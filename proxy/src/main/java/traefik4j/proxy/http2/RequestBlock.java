package traefik4j.proxy.http2;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import traefik4j.proxy.http.Ascii;

/**
 * A block of fields that is a request (RFC 9113 §8.3.1), turned into the head of a request of HTTP/1.1 that {@code
 * RequestParser} then reads as strictly as any other. One is used for all requests of a connection.
 */
public final class RequestBlock implements FieldSink {
    private static final byte[] VERSION = Ascii.bytes(" HTTP/1.1\r\n");
    private static final byte[] HOST = Ascii.bytes("host");
    private static final byte[] COOKIE = Ascii.bytes("cookie");
    private static final byte[] TE = Ascii.bytes("te");
    private static final byte[] TRAILERS = Ascii.bytes("trailers");
    private static final byte[] CONTENT_LENGTH = Ascii.bytes("content-length");
    private static final byte[] CHUNKED = Ascii.bytes("transfer-encoding: chunked\r\n");
    private static final byte[] EMPTY = Ascii.bytes("content-length: 0\r\n");
    private static final byte[] END = {'\r', '\n'};
    private static final byte[] CONNECT = Ascii.bytes("CONNECT");
    private static final byte[] GET = Ascii.bytes("GET");
    private static final byte[] HEAD = Ascii.bytes("HEAD");
    private static final byte[] WEBSOCKET = Ascii.bytes("websocket");
    private static final byte[] JOINT = Ascii.bytes("; ");
    private static final byte[] SPACE = {' '};

    /** What a block is. */
    public enum Outcome {
        /** A request; its head is in {@link RequestBlock#bytes}. */
        REQUEST,
        /** A request for a tunnel that carries WebSocket (RFC 8441), as the GET that HTTP/1.1 would send. */
        WEBSOCKET,
        /** A request for a tunnel that we do not dig. */
        CONNECT,
        /** Something that no request may be: an error of the stream. */
        MALFORMED,
        /** More fields than are allowed. */
        TOO_LARGE
    }

    private final FieldLines lines;
    private final Supplier<? extends RandomGenerator> random;
    private final PseudoFields pseudo = new PseudoFields();
    private byte[] cookies = new byte[128];
    private int cookiesLength;
    private boolean hasCookie;
    private boolean regular;
    private boolean hostSaid;
    private boolean malformed;
    private long contentLength;

    /**
     * Nothing read yet.
     *
     * @param maxHeaderBytes the number of bytes of a head at most
     * @param random what handshakes for WebSocket take their nonces from
     */
    public RequestBlock(int maxHeaderBytes, Supplier<? extends RandomGenerator> random) {
        this.random = random;
        lines = new FieldLines(maxHeaderBytes);
    }

    /** Begins a head, in this array. */
    public void begin(byte[] array) {
        lines.begin(array);
        pseudo.clear();
        cookiesLength = 0;
        hasCookie = false;
        regular = false;
        hostSaid = false;
        malformed = false;
        contentLength = -1;
    }

    /** The array the head is in, which may be another one than at the beginning. */
    public byte[] bytes() {
        return lines.bytes();
    }

    /** The number of bytes of the head. */
    public int length() {
        return lines.length();
    }

    /** What the request says its body will be long; -1 if it does not. */
    public long contentLength() {
        return contentLength;
    }

    @Override
    public void field(byte[] name, int nameFrom, int nameTo, byte[] value, int from, int to) {
        if (malformed) {
            return;
        }
        if (nameFrom < nameTo && name[nameFrom] == ':') {
            malformed = regular || !pseudo.add(name, nameFrom, nameTo, value, from, to);
            return;
        }
        if (!regular) {
            regular = true;
            malformed = !requestLine();
        }
        malformed |= !regular(name, nameFrom, nameTo, value, from, to);
    }

    private boolean regular(byte[] name, int nameFrom, int nameTo, byte[] value, int from, int to) {
        switch (nameTo - nameFrom) {
            case 2 -> {
                if (Ascii.equals(name, nameFrom, nameTo, TE) && !Ascii.equals(value, from, to, TRAILERS)) {
                    return false;
                }
            }
            case 4 -> {
                if (Ascii.equals(name, nameFrom, nameTo, HOST)) {
                    return host(name, nameFrom, nameTo, value, from, to);
                }
            }
            case 6 -> {
                if (Ascii.equals(name, nameFrom, nameTo, COOKIE)) {
                    return cookie(value, from, to);
                }
            }
            case 14 -> {
                if (Ascii.equals(name, nameFrom, nameTo, CONTENT_LENGTH) && !contentLength(value, from, to)) {
                    return false;
                }
            }
            default -> {
                if (HopFields.contain(name, nameFrom, nameTo)) {
                    return false;
                }
            }
        }
        return lines.line(name, nameFrom, nameTo, value, from, to);
    }

    /** The host may be said twice, but only once otherwise (RFC 9113 §8.3.1). */
    private boolean host(byte[] name, int nameFrom, int nameTo, byte[] value, int from, int to) {
        if (hostSaid) {
            return pseudo.isAuthority(value, from, to);
        }
        hostSaid = true;
        return lines.line(name, nameFrom, nameTo, value, from, to);
    }

    /** Cookies may come one by one, and go on as one line (RFC 9113 §8.2.3). */
    private boolean cookie(byte[] value, int from, int to) {
        if (!FieldLines.isValue(value, from, to)) {
            return false;
        }
        int all = cookiesLength + JOINT.length + to - from;
        if (all > cookies.length) {
            if (all > 1 << 20) {
                return false;
            }
            cookies = Arrays.copyOf(cookies, Math.max(all, cookies.length * 2));
        }
        if (hasCookie) {
            System.arraycopy(JOINT, 0, cookies, cookiesLength, JOINT.length);
            cookiesLength += JOINT.length;
        }
        hasCookie = true;
        System.arraycopy(value, from, cookies, cookiesLength, to - from);
        cookiesLength += to - from;
        return true;
    }

    private boolean contentLength(byte[] value, int from, int to) {
        if (contentLength >= 0 || from == to || to - from > 18) {
            return false;
        }
        long length = 0;
        for (int i = from; i < to; i++) {
            int digit = value[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            length = length * 10 + digit;
        }
        contentLength = length;
        return true;
    }

    private boolean requestLine() {
        if (!pseudo.isRequest()) {
            return false;
        }
        boolean websocket = pseudo.isConnect();
        lines.raw(
                websocket ? GET : pseudo.bytes(),
                websocket ? 0 : pseudo.methodFrom(),
                websocket ? 3 : pseudo.methodTo());
        lines.raw(SPACE);
        lines.raw(pseudo.bytes(), pseudo.pathFrom(), pseudo.pathTo());
        lines.raw(VERSION);
        if (pseudo.hasAuthority()) {
            hostSaid = true;
            return lines.line(HOST, 0, HOST.length, pseudo.bytes(), pseudo.authorityFrom(), pseudo.authorityTo());
        }
        return true;
    }

    /** Ends the block; {@code endOfStream} says that no body follows. */
    public Outcome finish(boolean endOfStream) {
        if (!regular && !malformed) {
            malformed = !requestLine();
        }
        boolean connect = pseudo.isConnect();
        if (connect && !malformed && !pseudo.asksFor(WEBSOCKET) || pseudo.isPlainConnect()) {
            return Outcome.CONNECT;
        }
        if (malformed || endOfStream && contentLength > 0) {
            return Outcome.MALFORMED;
        }
        if (hasCookie) {
            lines.line(COOKIE, 0, COOKIE.length, cookies, 0, cookiesLength);
        }
        if (connect) {
            Handshake.write(lines, random.get());
        } else {
            framing(endOfStream);
        }
        lines.raw(END);
        return lines.isTooLong() ? Outcome.TOO_LARGE : connect ? Outcome.WEBSOCKET : Outcome.REQUEST;
    }

    /** Says how the body is framed where the request itself did not. */
    private void framing(boolean endOfStream) {
        if (contentLength >= 0) {
            return;
        }
        if (!endOfStream) {
            lines.raw(CHUNKED);
        } else if (!pseudo.isMethod(GET) && !pseudo.isMethod(HEAD) && !pseudo.isMethod(CONNECT)) {
            lines.raw(EMPTY);
        }
    }
}
