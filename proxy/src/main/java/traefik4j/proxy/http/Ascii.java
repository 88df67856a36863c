package traefik4j.proxy.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The characters HTTP is written in: classes of bytes (RFC 9110 §5.6.2) and comparisons that ignore case. */
public final class Ascii {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] FIELD_TEXT = new boolean[256];
    private static final byte[] LOWER = new byte[256];
    private static final byte[] HEX = new byte[256];

    static {
        Arrays.fill(HEX, (byte) -1);
        for (int c = 0; c < 256; c++) {
            boolean digit = c >= '0' && c <= '9';
            boolean upper = c >= 'A' && c <= 'Z';
            boolean lower = c >= 'a' && c <= 'z';
            TOKEN[c] = digit || upper || lower || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
            FIELD_TEXT[c] = c == '\t' || c >= ' ' && c != 0x7f;
            LOWER[c] = (byte) (upper ? c + 32 : c);
            if (digit) {
                HEX[c] = (byte) (c - '0');
            } else if ((c | 32) >= 'a' && (c | 32) <= 'f') {
                HEX[c] = (byte) ((c | 32) - 'a' + 10);
            }
        }
    }

    private Ascii() {}

    /** The bytes of a text; every character takes one byte (ISO 8859-1). */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The text of some bytes, one character each (ISO 8859-1). */
    public static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Whether the byte may stand in a token: a method or a field name. */
    public static boolean isToken(byte b) {
        return TOKEN[b & 0xff];
    }

    /** Whether the byte may stand in a field value: no control character but the tab. */
    public static boolean isFieldText(byte b) {
        return FIELD_TEXT[b & 0xff];
    }

    /** The byte in lower case. */
    public static byte lower(byte b) {
        return LOWER[b & 0xff];
    }

    /** The value of a hexadecimal digit, or -1. */
    public static int hex(byte b) {
        return HEX[b & 0xff];
    }

    /** Whether a range equals a text that is given in lower case. */
    public static boolean equalsIgnoreCase(byte[] bytes, int from, int to, byte[] lower) {
        if (to - from != lower.length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            if (LOWER[bytes[from + i] & 0xff] != lower[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a range equals some bytes. */
    public static boolean equals(byte[] bytes, int from, int to, byte[] other) {
        return Arrays.equals(bytes, from, to, other, 0, other.length);
    }

    /** The index of the first byte from {@code i} on that may not stand in a field value, or {@code to}. */
    static int endOfFieldText(byte[] bytes, int i, int to) {
        int at = i;
        while (at + 8 <= to) {
            long v = (long) LONG.get(bytes, at);
            long control = (v - ONES * ' ') & ~v & HIGHS;
            long w = v ^ (ONES * 0x7f);
            long delete = (w - ONES) & ~w & HIGHS;
            if ((control | delete) != 0) {
                break;
            }
            at += 8;
        }
        while (at < to && FIELD_TEXT[bytes[at] & 0xff]) {
            at++;
        }
        return at;
    }
}
