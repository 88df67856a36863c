package traefik4j.proxy.http;

/** Reads the head of a response in place (RFC 9112 §4), as strictly as {@link RequestParser} reads requests. */
public final class ResponseParser {
    private static final byte[] HTTP = Ascii.bytes("HTTP/1.");
    private static final byte[] CHUNKED = Ascii.bytes("chunked");
    private static final int SHORTEST = "HTTP/1.1 200".length();
    /** What is no response. */
    public static final int MALFORMED = -1;

    private final int maxHeaderCount;

    /** A parser that allows so many fields. */
    public ResponseParser(int maxHeaderCount) {
        this.maxHeaderCount = maxHeaderCount;
    }

    /**
     * Reads a head.
     *
     * @param head filled if the result is positive
     * @return the number of bytes the head takes, or 0 if more are needed, or {@link #MALFORMED}
     */
    public int parse(byte[] bytes, int from, int to, ResponseHead head) {
        if (to - from < SHORTEST + 1) {
            return 0;
        }
        if (!statusLine(bytes, from, head)) {
            return MALFORMED;
        }
        int i = Ascii.endOfFieldText(bytes, from + SHORTEST, to);
        head.statusLineEnd = i;
        i = FieldParser.lineEnd(bytes, i, to);
        if (i >= 0) {
            i = FieldParser.parse(bytes, i, to, head.fields(), maxHeaderCount);
        }
        if (i < 0) {
            return i == FieldParser.INCOMPLETE ? 0 : MALFORMED;
        }
        head.end = i;
        return check(head) ? i - from : MALFORMED;
    }

    private static boolean statusLine(byte[] bytes, int from, ResponseHead head) {
        head.bytes = bytes;
        head.start = from;
        int at = from + HTTP.length;
        if (!Ascii.equals(bytes, from, at, HTTP) || bytes[at] != '0' && bytes[at] != '1' || bytes[at + 1] != ' ') {
            return false;
        }
        head.http10 = bytes[at] == '0';
        int status = 0;
        for (int i = at + 2; i < at + 5; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            status = status * 10 + bytes[i] - '0';
        }
        head.status = status;
        byte next = bytes[at + 5];
        return status >= 100 && (next == ' ' || next == '\r');
    }

    /** Reads the fields that frame the body; false if they contradict each other. */
    private static boolean check(ResponseHead head) {
        head.chunked = false;
        head.contentLength = -1;
        int options = 0;
        Fields fields = head.fields();
        for (int i = 0; i < fields.count(); i++) {
            HeaderName name = fields.known(i);
            if (name == HeaderName.CONNECTION) {
                options |= ConnectionOptions.parse(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
            } else if (name == HeaderName.CONTENT_LENGTH) {
                long length = RequestRules.contentLength(fields, i);
                boolean first = head.contentLength < 0;
                if (length < 0 || fields.hasUnderscore(i) || !first && head.contentLength != length) {
                    return false;
                }
                head.contentLength = length;
                head.contentLengthLine = first ? i : head.contentLengthLine;
            } else if (name == HeaderName.TRANSFER_ENCODING) {
                if (head.chunked || fields.hasUnderscore(i) || !fields.valueIs(i, CHUNKED)) {
                    return false;
                }
                head.chunked = true;
            }
        }
        head.close = (options & ConnectionOptions.CLOSE) != 0;
        head.keepAlive = (options & ConnectionOptions.KEEP_ALIVE) != 0;
        head.namesFields = (options & ConnectionOptions.NAMES_FIELDS) != 0;
        return !(head.chunked && (head.contentLength >= 0 || head.http10));
    }
}
