package traefik4j.config.toml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import traefik4j.config.Place;

/** Bytes as text, which has to be UTF-8. */
final class Utf8 {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8() {}

    /** The text of the bytes; empty if they are something else, which is told. */
    static Optional<String> decode(byte[] bytes, String source, Faults faults) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int bad = text.indexOf(REPLACEMENT) < 0 ? bytes.length : firstBad(bytes);
        if (bad == bytes.length) {
            return Optional.of(text);
        }
        String before = new String(bytes, 0, bad, StandardCharsets.UTF_8);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int column = 1 + before.codePointCount(before.lastIndexOf('\n') + 1, before.length());
        String hint = bad == 0 && isUtf16(bytes) ? "; this looks like UTF-16" : "";
        faults.add(
                new Place(source, line, column),
                "byte 0x%02X does not belong there (expected: text in UTF-8%s)".formatted(bytes[bad], hint));
        return Optional.empty();
    }

    /** The first byte that is not UTF-8; the replacement character may have been written by the user. */
    private static int firstBad(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, CharBuffer.allocate(bytes.length), true);
        return in.position();
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] & bytes[1]) == (byte) 0xFE && (bytes[0] | bytes[1]) == (byte) 0xFF;
    }
}
