package traefik4j.config.toml;

import org.jspecify.annotations.Nullable;
import traefik4j.config.Place;

/** A text in TOML and how far it was read; lines and columns are counted from 1, columns in code points. */
final class Cursor {
    /** What stands behind the last character; also a character that no TOML may contain. */
    static final char END = '\0';

    private static final int LONGEST_WORD = 24;
    private static final boolean[] BARE = new boolean[128];
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (char c = 0; c < BARE.length; c++) {
            BARE[c] = Character.isLetterOrDigit(c) || c == '_' || c == '-';
            TOKEN[c] = BARE[c] || c == '+' || c == '.' || c == ':';
        }
    }

    private final String text;
    private final @Nullable String[] words = new String[64];
    private final String source;
    private final Faults faults;
    private int at;
    private int line = 1;
    private int lineStart;
    private int pairsInLine;

    Cursor(String text, String source, Faults faults) {
        this.text = text;
        this.source = source;
        this.faults = faults;
        if (charAt(0) == '\uFEFF') {
            at = 1;
            lineStart = 1;
        }
    }

    private char charAt(int i) {
        return i < text.length() ? text.charAt(i) : END;
    }

    char peek() {
        return charAt(at);
    }

    /** The character this far ahead, at most two behind the end. */
    char peek(int ahead) {
        return charAt(at + ahead);
    }

    boolean isBlank(int ahead) {
        return peek(ahead) == ' ' || peek(ahead) == '\t';
    }

    boolean isNewline(int ahead) {
        return peek(ahead) == '\n' || peek(ahead) == '\r' && peek(ahead + 1) == '\n';
    }

    boolean atEnd() {
        return at == text.length();
    }

    int position() {
        return at;
    }

    int line() {
        return line;
    }

    /** The text from a position to here. */
    String since(int start) {
        return text.substring(start, at);
    }

    /** The same for what is likely to come again, as most keys do: one text stands for all of its kind. */
    String wordSince(int start) {
        int length = at - start;
        if (length == 0 || length > LONGEST_WORD) {
            return since(start);
        }
        int slot = (length * 31 + charAt(start) * 7 + charAt(at - 1)) % words.length;
        String known = words[slot];
        if (known != null && known.length() == length && text.startsWith(known, start)) {
            return known;
        }
        String word = since(start);
        words[slot] = word;
        return word;
    }

    Place start() {
        return new Place(source, 1, 1);
    }

    Place place() {
        return place(at);
    }

    /** The place of a position in this line. */
    Place place(int position) {
        return new Place(source, line, position - lineStart - pairsInLine + 1);
    }

    /** Goes on by so many characters, none of which ends a line. */
    void skip(int count) {
        at = Math.min(at + count, text.length());
    }

    /** Goes on by so many characters, in which so many lines end and the last begins with nothing but blanks. */
    void jump(int count, int lines) {
        at += count;
        line += lines;
        lineStart = text.lastIndexOf('\n', at - 1) + 1;
        pairsInLine = 0;
    }

    /** Goes past this character, if it is next. */
    boolean take(char c) {
        if (charAt(at) != c || atEnd()) {
            return false;
        }
        at++;
        return true;
    }

    /** Goes past spaces and tabs. */
    void skipBlank() {
        int i = at;
        while (charAt(i) == ' ' || charAt(i) == '\t') {
            i++;
        }
        at = i;
    }

    /** Goes past the end of a line, if it is next. */
    boolean takeNewline() {
        if (!isNewline(0)) {
            return false;
        }
        at += charAt(at) == '\n' ? 1 : 2;
        line++;
        lineStart = at;
        pairsInLine = 0;
        return true;
    }

    /** Goes to the next line, whatever is left of this one. */
    void skipLine() {
        skipToNewline();
        takeNewline();
    }

    private void skipToNewline() {
        while (!atEnd() && charAt(at) != '\n') {
            at++;
        }
    }

    /** Goes past a comment, if one starts here. */
    void skipComment() {
        if (peek() != '#') {
            return;
        }
        while (skipPlain(END) == '\\') {
            at++;
        }
        if (!atEnd() && !isNewline(0)) {
            refuse("printable characters and tabs in comments");
            skipToNewline();
        }
    }

    /** Goes past blanks, comments and ends of lines. */
    void skipLines() {
        do {
            skipBlank();
            skipComment();
        } while (takeNewline());
    }

    /** Goes past what a key without quotes may have. */
    void skipBare() {
        skip(BARE);
    }

    /** Goes past what a value without quotes may have. */
    void skipToken() {
        skip(TOKEN);
    }

    private void skip(boolean[] set) {
        int i = at;
        while (charAt(i) < set.length && set[charAt(i)]) {
            i++;
        }
        at = i;
    }

    /** Goes to the next quote of this kind, backslash, or character that may not stand for itself; returns it. */
    char skipPlain(char quote) {
        int i = at;
        char c = charAt(i);
        while (c != quote && c != '\\' && (c >= ' ' && c < 0x7F || c == '\t' || c > 0x7F && isText(i))) {
            c = charAt(++i);
        }
        at = i;
        return c;
    }

    /** Whether a character beyond ASCII is one: half a surrogate pair is not. A pair is one column. */
    private boolean isText(int i) {
        char c = charAt(i);
        if (Character.isHighSurrogate(c)) {
            return Character.isLowSurrogate(charAt(i + 1));
        }
        if (!Character.isLowSurrogate(c)) {
            return true;
        }
        pairsInLine++;
        return Character.isHighSurrogate(charAt(i - 1));
    }

    /** Reports what is next, which should be something else; always false. */
    boolean refuse(String expected) {
        return refuse(place(), found() + " (expected: " + expected + ")");
    }

    /** Reports a fault at a place; always false. Nothing more is read once there are too many. */
    boolean refuse(Place place, String what) {
        faults.add(place, what);
        if (faults.tooMany()) {
            at = text.length();
        }
        return false;
    }

    /** What is next, for a message. */
    String found() {
        if (atEnd()) {
            return "the text ends";
        }
        int c = text.codePointAt(at);
        if (isNewline(0)) {
            return "the line ends";
        }
        boolean visible = !Character.isISOControl(c) && !Character.isSpaceChar(c) && Character.isDefined(c);
        return visible && Character.getType(c) != Character.SURROGATE && Character.getType(c) != Character.FORMAT
                ? "'" + Character.toString(c) + "'"
                : "U+%04X".formatted(c);
    }
}
