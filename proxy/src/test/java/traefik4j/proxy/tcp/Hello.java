package traefik4j.proxy.tcp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** First messages of TLS, made by hand. */
final class Hello {
    private Hello() {}

    /** A message that asks for this name, among extensions nobody knows. */
    static byte[] asking(String name) {
        byte[] ascii = name.getBytes(StandardCharsets.ISO_8859_1);
        return withExtensions(join(extension(0x0a0a), serverName(ascii), extension(0x1a1a, (byte) 0)));
    }

    /** The extension that names a server. */
    static byte[] serverName(byte[] name) {
        return extension(0, sized(2, join(new byte[] {0}, sized(2, name))));
    }

    static byte[] extension(int type, byte... content) {
        return join(new byte[] {(byte) (type >> 8), (byte) type}, sized(2, content));
    }

    /** A message with these extensions. */
    static byte[] withExtensions(byte[] extensions) {
        return message(join(sized(2, extensions)));
    }

    /** A message without extensions, as of old. */
    static byte[] withoutExtensions() {
        return message(new byte[0]);
    }

    private static byte[] message(byte[] rest) {
        byte[] random = new byte[32];
        Arrays.fill(random, (byte) 7);
        byte[] body = join(
                new byte[] {3, 3},
                random,
                sized(1, new byte[32]),
                sized(2, new byte[] {0x0a, 0x0a, 0x13, 1}),
                sized(1, new byte[] {0}),
                rest);
        return join(new byte[] {1}, sized(3, body));
    }

    /** The records of a message, cut at this size. */
    static byte[] records(byte[] message, int size) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int from = 0; from < message.length; from += size) {
            byte[] part = Arrays.copyOfRange(message, from, Math.min(message.length, from + size));
            records.writeBytes(join(new byte[] {22, 3, 1}, sized(2, part)));
        }
        return records.toByteArray();
    }

    /** Bytes with their length before them. */
    static byte[] sized(int width, byte[] content) {
        byte[] length = new byte[width];
        for (int i = 0; i < width; i++) {
            length[i] = (byte) (content.length >> 8 * (width - 1 - i));
        }
        return join(length, content);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
