package traefik4j.config.toml;

import java.util.HexFormat;

/** What a backslash begins in a text in double quotes. */
final class Escapes {
    private static final String LETTERS = "btnfr\"\\";
    private static final String MEANINGS = "\b\t\n\f\r\"\\";

    private final Cursor cursor;

    Escapes(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Goes past a backslash at the end of a line, with all the white space behind it; false if it is another one. */
    boolean skipLineEnd() {
        int ahead = 1;
        while (cursor.isBlank(ahead)) {
            ahead++;
        }
        if (!cursor.isNewline(ahead)) {
            return false;
        }
        cursor.skip(ahead);
        while (cursor.takeNewline()) {
            cursor.skipBlank();
        }
        return true;
    }

    /** Adds what the escape means that starts here; false if it means nothing, which is told if all was fine so far. */
    boolean read(StringBuilder text, boolean fine) {
        int start = cursor.position();
        cursor.skip(1);
        char c = cursor.peek();
        int known = LETTERS.indexOf(c);
        if (known >= 0) {
            text.append(MEANINGS.charAt(known));
            cursor.skip(1);
            return fine;
        }
        int codePoint = c == 'u' ? hex(4) : c == 'U' ? hex(8) : -1;
        if (codePoint >= 0) {
            text.appendCodePoint(codePoint);
            cursor.skip(c == 'u' ? 5 : 9);
            return fine;
        }
        if (fine && !cursor.isNewline(0) && !cursor.atEnd()) {
            String expected = c == 'u' || c == 'U'
                    ? "\\u and 4 or \\U and 8 hexadecimal digits of a Unicode character"
                    : "\\\\ for a backslash, or 'single quotes', where a backslash is one";
            cursor.refuse(
                    cursor.place(start), "a backslash before " + cursor.found() + " (expected: " + expected + ")");
        }
        return false;
    }

    /** The character of so many hexadecimal digits behind the next letter; -1 if there is none. */
    private int hex(int digits) {
        long value = 0;
        for (int i = 1; i <= digits; i++) {
            int digit = HexFormat.isHexDigit(cursor.peek(i)) ? HexFormat.fromHexDigit(cursor.peek(i)) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
        return surrogate || value > Character.MAX_CODE_POINT ? -1 : (int) value;
    }
}
