package traefik4j.proxy.http2;

import java.util.Arrays;
import traefik4j.proxy.http.Ascii;

/** The fields of a request that say what HTTP/1.1 says in its first line (RFC 9113 §8.3.1, RFC 8441 §4). */
final class PseudoFields {
    private static final byte[] METHOD = Ascii.bytes(":method");
    private static final byte[] SCHEME = Ascii.bytes(":scheme");
    private static final byte[] AUTHORITY = Ascii.bytes(":authority");
    private static final byte[] PATH = Ascii.bytes(":path");
    private static final byte[] PROTOCOL = Ascii.bytes(":protocol");
    private static final byte[] CONNECT = Ascii.bytes("CONNECT");
    private static final byte[] OPTIONS = Ascii.bytes("OPTIONS");
    private static final int METHOD_AT = 0;
    private static final int SCHEME_AT = 1;
    private static final int AUTHORITY_AT = 2;
    private static final int PATH_AT = 3;
    private static final int PROTOCOL_AT = 4;
    private static final int MOST = 1 << 20;

    private final int[] from = new int[5];
    private final int[] to = new int[5];
    private byte[] bytes = new byte[512];
    private int length;

    void clear() {
        length = 0;
        Arrays.fill(from, -1);
    }

    /** Takes one; false if there is no such field, or it was there before. */
    boolean add(byte[] name, int nameFrom, int nameTo, byte[] value, int valueFrom, int valueTo) {
        int which = which(name, nameFrom, nameTo);
        int size = valueTo - valueFrom;
        if (which < 0 || from[which] >= 0 || length + size > MOST) {
            return false;
        }
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + size, bytes.length * 2));
        }
        System.arraycopy(value, valueFrom, bytes, length, size);
        from[which] = length;
        length += size;
        to[which] = length;
        return true;
    }

    private static int which(byte[] name, int from, int to) {
        return switch (to - from) {
            case 5 -> Ascii.equals(name, from, to, PATH) ? PATH_AT : -1;
            case 7 ->
                Ascii.equals(name, from, to, METHOD)
                        ? METHOD_AT
                        : Ascii.equals(name, from, to, SCHEME) ? SCHEME_AT : -1;
            case 9 -> Ascii.equals(name, from, to, PROTOCOL) ? PROTOCOL_AT : -1;
            case 10 -> Ascii.equals(name, from, to, AUTHORITY) ? AUTHORITY_AT : -1;
            default -> -1;
        };
    }

    byte[] bytes() {
        return bytes;
    }

    int methodFrom() {
        return from[METHOD_AT];
    }

    int methodTo() {
        return to[METHOD_AT];
    }

    int pathFrom() {
        return from[PATH_AT];
    }

    int pathTo() {
        return to[PATH_AT];
    }

    boolean hasAuthority() {
        return has(AUTHORITY_AT);
    }

    int authorityFrom() {
        return from[AUTHORITY_AT];
    }

    int authorityTo() {
        return to[AUTHORITY_AT];
    }

    private boolean has(int which) {
        return from[which] >= 0;
    }

    private boolean is(int which, byte[] text) {
        return has(which) && Ascii.equals(bytes, from[which], to[which], text);
    }

    boolean isMethod(byte[] name) {
        return is(METHOD_AT, name);
    }

    /** Whether a tunnel is asked for that carries some protocol. */
    boolean isConnect() {
        return isMethod(CONNECT) && has(PROTOCOL_AT);
    }

    /** Whether a tunnel to somewhere is asked for. */
    boolean isPlainConnect() {
        return isMethod(CONNECT) && !has(PROTOCOL_AT) && !has(PATH_AT) && !has(SCHEME_AT) && has(AUTHORITY_AT);
    }

    boolean asksFor(byte[] protocol) {
        return is(PROTOCOL_AT, protocol);
    }

    boolean isAuthority(byte[] host, int hostFrom, int hostTo) {
        if (!hasAuthority() || hostTo - hostFrom != authorityTo() - authorityFrom()) {
            return false;
        }
        for (int i = 0; i < hostTo - hostFrom; i++) {
            if (Ascii.lower(host[hostFrom + i]) != Ascii.lower(bytes[authorityFrom() + i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether all that a request needs is there and can stand in a request line. */
    boolean isRequest() {
        return has(METHOD_AT)
                && has(SCHEME_AT)
                && has(PATH_AT)
                && isMethod(CONNECT) == has(PROTOCOL_AT)
                && isToken(from[METHOD_AT], to[METHOD_AT])
                && isPath(from[PATH_AT], to[PATH_AT]);
    }

    private boolean isToken(int start, int end) {
        for (int i = start; i < end; i++) {
            if (!Ascii.isToken(bytes[i])) {
                return false;
            }
        }
        return start < end;
    }

    /** Begins with a slash, or is the asterisk of OPTIONS (CVE-2026-33186). */
    private boolean isPath(int start, int end) {
        if (start == end || bytes[start] != '/' && !(end - start == 1 && bytes[start] == '*' && isMethod(OPTIONS))) {
            return false;
        }
        for (int i = start; i < end; i++) {
            byte b = bytes[i];
            if (b >= 0 && b <= ' ' || b == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
