package traefik4j.proxy.middleware;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import traefik4j.proxy.http.Ascii;

/** Text of a configuration on its way into a path: it is meant as it stands, so what may not stand bare is escaped. */
final class PathText {
    private static final byte[] DIGITS = Ascii.bytes("0123456789ABCDEF");
    private static final boolean[] BARE = new boolean[256];

    static {
        for (int c = '!'; c < 0x7f; c++) {
            BARE[c] = "\"#%<>?[\\]^`{|}".indexOf(c) < 0;
        }
    }

    private PathText() {}

    /** The text, encoded (RFC 3986 §3.3). */
    static byte[] encode(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (BARE[b & 0xff]) {
                out.write(b);
            } else {
                out.write('%');
                out.write(DIGITS[(b & 0xff) >> 4]);
                out.write(DIGITS[b & 15]);
            }
        }
        return out.toByteArray();
    }
}
