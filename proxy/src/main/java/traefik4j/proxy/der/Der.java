package traefik4j.proxy.der;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the few things of DER (X.690) that certificates, private keys and questions about them are made of. */
public final class Der {
    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int NULL = 0x05;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int UTF8_STRING = 0x0c;
    public static final int UTC_TIME = 0x17;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    public static final int CONTEXT = 0xa0;
    private static final int LONGEST_SHORT = 0x7f;

    private Der() {}

    /** A value of this kind that consists of others. */
    public static byte[] of(int tag, byte[]... contents) {
        int length = 0;
        for (byte[] content : contents) {
            length += content.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        writeLength(out, length);
        for (byte[] content : contents) {
            out.writeBytes(content);
        }
        return out.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length <= LONGEST_SHORT) {
            out.write(length);
            return;
        }
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        out.write(0x80 | bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(length >> 8 * i);
        }
    }

    /** A sequence. */
    public static byte[] sequence(byte[]... contents) {
        return of(SEQUENCE, contents);
    }

    /** A value with a number of its own. */
    public static byte[] tagged(int number, byte[]... contents) {
        return of(CONTEXT | number, contents);
    }

    /** An object identifier, whose numbers are below 2^28. */
    public static byte[] oid(int... numbers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(numbers[0] * 40 + numbers[1]);
        for (int i = 2; i < numbers.length; i++) {
            for (int shift = 21; shift > 0; shift -= 7) {
                if (numbers[i] >> shift != 0) {
                    out.write(0x80 | numbers[i] >> shift & 0x7f);
                }
            }
            out.write(numbers[i] & 0x7f);
        }
        return of(OBJECT_IDENTIFIER, out.toByteArray());
    }

    /** A small number. */
    public static byte[] integer(int number) {
        return of(INTEGER, new byte[] {(byte) number});
    }

    /** Text. */
    public static byte[] text(int tag, String text) {
        return of(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bits that fill bytes. */
    public static byte[] bits(byte[] bits) {
        return of(BIT_STRING, new byte[] {0}, bits);
    }
}
