package traefik4j.proxy.http2;

import traefik4j.proxy.http.Ascii;

/** The fields that speak of one connection, which no message of HTTP/2 may have (RFC 9113 §8.2.2). */
final class HopFields {
    private static final byte[] CONNECTION = Ascii.bytes("connection");
    private static final byte[] KEEP_ALIVE = Ascii.bytes("keep-alive");
    private static final byte[] PROXY_CONNECTION = Ascii.bytes("proxy-connection");
    private static final byte[] TRANSFER_ENCODING = Ascii.bytes("transfer-encoding");
    private static final byte[] UPGRADE = Ascii.bytes("upgrade");

    private HopFields() {}

    /** Whether a name, in lower case, is one of them. */
    static boolean contain(byte[] name, int from, int to) {
        return switch (to - from) {
            case 7 -> Ascii.equals(name, from, to, UPGRADE);
            case 10 -> Ascii.equals(name, from, to, CONNECTION) || Ascii.equals(name, from, to, KEEP_ALIVE);
            case 16 -> Ascii.equals(name, from, to, PROXY_CONNECTION);
            case 17 -> Ascii.equals(name, from, to, TRANSFER_ENCODING);
            default -> false;
        };
    }
}
