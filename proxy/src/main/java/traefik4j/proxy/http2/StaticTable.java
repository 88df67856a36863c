package traefik4j.proxy.http2;

import traefik4j.proxy.http.Ascii;

/** The fields that have a number from the start (RFC 7541 Appendix A). */
final class StaticTable {
    /** The number of fields; they are counted from 1. */
    static final int SIZE = 61;

    /** The first field {@code :status}, 200; the numbers behind it are those of 204, 206, 304, 400, 404, 500. */
    static final int STATUS_200 = 8;

    private static final String FIELDS = """
            :authority
            :method GET
            :method POST
            :path /
            :path /index.html
            :scheme http
            :scheme https
            :status 200
            :status 204
            :status 206
            :status 304
            :status 400
            :status 404
            :status 500
            accept-charset
            accept-encoding gzip, deflate
            accept-language
            accept-ranges
            accept
            access-control-allow-origin
            age
            allow
            authorization
            cache-control
            content-disposition
            content-encoding
            content-language
            content-length
            content-location
            content-range
            content-type
            cookie
            date
            etag
            expect
            expires
            from
            host
            if-match
            if-modified-since
            if-none-match
            if-range
            if-unmodified-since
            last-modified
            link
            location
            max-forwards
            proxy-authenticate
            proxy-authorization
            range
            referer
            refresh
            retry-after
            server
            set-cookie
            strict-transport-security
            transfer-encoding
            user-agent
            vary
            via
            www-authenticate
            """;

    private static final byte[][] NAMES = new byte[SIZE + 1][];
    private static final byte[][] VALUES = new byte[SIZE + 1][];
    private static final int[] BY_NAME = new int[256];

    static {
        String[] lines = FIELDS.split("\n");
        for (int i = 1; i <= SIZE; i++) {
            String[] field = lines[i - 1].split(" ", 2);
            NAMES[i] = Ascii.bytes(field[0]);
            VALUES[i] = Ascii.bytes(field.length > 1 ? field[1] : "");
            if (find(NAMES[i], 0, NAMES[i].length, hash(NAMES[i])) == 0) {
                int slot = slot(hash(NAMES[i]));
                while (BY_NAME[slot] != 0) {
                    slot = slot + 1 & 255;
                }
                BY_NAME[slot] = i;
            }
        }
    }

    private StaticTable() {}

    static byte[] name(int i) {
        return NAMES[i];
    }

    static byte[] value(int i) {
        return VALUES[i];
    }

    /** The hash of a name so far, and one more byte of it in lower case. */
    static int hash(int hash, byte lower) {
        return hash * 31 + lower;
    }

    private static int hash(byte[] name) {
        int hash = 0;
        for (byte b : name) {
            hash = hash(hash, b);
        }
        return hash;
    }

    private static int slot(int hash) {
        return hash * 0x9E3779B9 >>> 24;
    }

    /** The number of the first field with this name, given in lower case with its hash; 0 if there is none. */
    static int find(byte[] bytes, int from, int to, int hash) {
        for (int slot = slot(hash); ; slot = slot + 1 & 255) {
            int i = BY_NAME[slot];
            if (i == 0 || Ascii.equals(bytes, from, to, NAMES[i])) {
                return i;
            }
        }
    }
}
