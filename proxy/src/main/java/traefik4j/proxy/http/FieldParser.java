package traefik4j.proxy.http;

/** Reads header fields, strictly (RFC 9112 §5): CR LF only, no folding, no white space before the colon. */
final class FieldParser {
    /** More bytes are needed. */
    static final int INCOMPLETE = -1;
    /** What was read is not a header field. */
    static final int MALFORMED = -2;
    /** There are more fields than allowed. */
    static final int TOO_MANY = -3;

    /** Each byte as it is in the hash of a name; 0 for what cannot be in a name. */
    private static final byte[] NAME = new byte[256];

    static {
        for (int c = 0; c < NAME.length; c++) {
            NAME[c] = Ascii.isToken((byte) c) ? HeaderName.normal((byte) c) : 0;
        }
    }

    private FieldParser() {}

    /**
     * Reads fields up to and including the blank line.
     *
     * @return where the message goes on, or one of the constants
     */
    static int parse(byte[] bytes, int from, int to, Fields fields, int maxCount) {
        fields.clear(bytes, from);
        int i = from;
        while (true) {
            if (i >= to) {
                return INCOMPLETE;
            }
            if (bytes[i] == '\r') {
                return endOfHead(bytes, i, to);
            }
            if (fields.count() == maxCount) {
                return TOO_MANY;
            }
            i = line(bytes, i, to, fields);
            if (i < 0) {
                return i;
            }
        }
    }

    private static int endOfHead(byte[] bytes, int i, int to) {
        if (i + 1 >= to) {
            return INCOMPLETE;
        }
        return bytes[i + 1] == '\n' ? i + 2 : MALFORMED;
    }

    private static int line(byte[] bytes, int from, int to, Fields fields) {
        int i = from;
        int hash = 0;
        for (byte normal; i < to && (normal = NAME[bytes[i] & 0xff]) != 0; i++) {
            hash = HeaderName.hash(hash, normal);
        }
        if (i >= to) {
            return INCOMPLETE;
        }
        if (bytes[i] != ':' || i == from) {
            return MALFORMED;
        }
        int nameEnd = i++;
        while (i < to && isBlank(bytes[i])) {
            i++;
        }
        int valueStart = i;
        i = Ascii.endOfFieldText(bytes, i, to);
        int lineEnd = lineEnd(bytes, i, to);
        if (lineEnd < 0) {
            return lineEnd;
        }
        int valueEnd = i;
        while (valueEnd > valueStart && isBlank(bytes[valueEnd - 1])) {
            valueEnd--;
        }
        fields.add(nameEnd, valueStart, valueEnd, lineEnd, hash);
        return lineEnd;
    }

    /** The index after the CR LF that has to stand here. */
    static int lineEnd(byte[] bytes, int i, int to) {
        if (i < to && bytes[i] != '\r') {
            return MALFORMED;
        }
        if (i + 1 >= to) {
            return INCOMPLETE;
        }
        return bytes[i + 1] == '\n' ? i + 2 : MALFORMED;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
