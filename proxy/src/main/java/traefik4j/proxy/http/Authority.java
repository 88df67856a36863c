package traefik4j.proxy.http;

/** The host and port a request is for (RFC 3986 §3.2): strict, because it decides the route. */
final class Authority {
    private static final boolean[] NAME = new boolean[256];

    static {
        for (int c = '!'; c < 0x7f; c++) {
            NAME[c] = "\"#%/:<>?@[\\]^`{|},;".indexOf(c) < 0;
        }
    }

    private Authority() {}

    /** Sets host and port of the head from a range; false if it is no authority. An empty range is one. */
    static boolean parse(byte[] bytes, int from, int to, RequestHead head) {
        int end = from < to && bytes[from] == '[' ? endOfLiteral(bytes, from, to) : endOfName(bytes, from, to);
        if (end < 0 || end == from && end < to) {
            return false;
        }
        int port = end == to ? 0 : port(bytes, end, to);
        head.hostStart = from;
        head.hostNameEnd = end;
        head.hostEnd = to;
        head.port = port;
        return port >= 0;
    }

    private static int endOfName(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && NAME[bytes[i] & 0xff]) {
            i++;
        }
        return i;
    }

    private static int endOfLiteral(byte[] bytes, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (bytes[i] == ']') {
                return i == from + 1 ? -1 : i + 1;
            }
            if (Ascii.hex(bytes[i]) < 0 && bytes[i] != ':' && bytes[i] != '.') {
                return -1;
            }
        }
        return -1;
    }

    /** The port after a colon; 0 if it is empty; -1 if it is none. */
    private static int port(byte[] bytes, int from, int to) {
        if (bytes[from] != ':' || to - from > 6) {
            return -1;
        }
        int port = 0;
        for (int i = from + 1; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            port = port * 10 + bytes[i] - '0';
        }
        return port > 65535 ? -1 : port;
    }
}
