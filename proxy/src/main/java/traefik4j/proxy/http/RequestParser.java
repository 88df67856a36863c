package traefik4j.proxy.http;

import traefik4j.config.Limits;

/**
 * Reads the head of a request in place (RFC 9112 §3). It accepts only what every server behind would read the same way:
 * no bare CR or LF, no folding, one {@code Host}, one framing, no fragment. It never throws.
 */
public final class RequestParser {
    private static final byte[] HTTP = Ascii.bytes("HTTP/1.");
    private static final byte[] HTTP_SCHEME = Ascii.bytes("http://");
    private static final byte[] HTTPS_SCHEME = Ascii.bytes("https://");
    private static final int LONGEST_METHOD = 32;

    private final int maxUriBytes;
    private final int maxHeaderCount;

    /** A parser with these limits. The number of bytes is the caller's to watch. */
    public RequestParser(Limits limits) {
        maxUriBytes = limits.maxUriBytes();
        maxHeaderCount = limits.maxHeaderCount();
    }

    /**
     * Reads a head.
     *
     * @param head filled if the result is positive
     * @return the number of bytes the head takes, or 0 if more are needed, or minus the status code to refuse it with
     */
    public int parse(byte[] bytes, int from, int to, RequestHead head) {
        int start = from;
        while (start + 1 < to && start < from + 4 && bytes[start] == '\r' && bytes[start + 1] == '\n') {
            start += 2;
        }
        if (start + 1 == to && start < from + 4 && bytes[start] == '\r') {
            return 0;
        }
        head.bytes = bytes;
        head.start = start;
        int i = requestLine(bytes, start, to, head);
        if (i <= 0) {
            return i;
        }
        i = FieldParser.parse(bytes, i, to, head.fields(), maxHeaderCount);
        if (i < 0) {
            return i == FieldParser.INCOMPLETE ? 0 : i == FieldParser.TOO_MANY ? -431 : -400;
        }
        head.end = i;
        int status = RequestRules.check(head);
        return status == 0 ? i - from : -status;
    }

    /** Returns where the fields begin, 0 if more is needed, minus a status code. */
    private int requestLine(byte[] bytes, int start, int to, RequestHead head) {
        int i = start;
        while (i < to && Ascii.isToken(bytes[i])) {
            i++;
        }
        if (i - start > LONGEST_METHOD) {
            return -501;
        }
        if (i >= to) {
            return 0;
        }
        if (i == start || bytes[i] != ' ') {
            return -400;
        }
        head.methodEnd = i++;
        head.targetStart = i;
        int query = -1;
        while (i < to && isTarget(bytes[i])) {
            if (query < 0 && bytes[i] == '?') {
                query = i;
            }
            i++;
        }
        if (i - head.targetStart > maxUriBytes) {
            return -414;
        }
        if (i >= to) {
            return 0;
        }
        if (bytes[i] != ' ' || i == head.targetStart) {
            return -400;
        }
        head.targetEnd = i;
        head.pathEnd = query < 0 ? i : query;
        head.queryStart = head.pathEnd + 1;
        return version(bytes, i + 1, to, head);
    }

    private static boolean isTarget(byte b) {
        return b > ' ' && b != 0x7f && b != '#' || b < 0;
    }

    private int version(byte[] bytes, int from, int to, RequestHead head) {
        int end = from + HTTP.length;
        if (end + 1 > to) {
            return to - from >= 5 && !Ascii.equals(bytes, from, from + 5, HTTP_SLASH) ? -400 : 0;
        }
        if (!Ascii.equals(bytes, from, end, HTTP)) {
            return Ascii.equals(bytes, from, from + 5, HTTP_SLASH) ? -505 : -400;
        }
        byte minor = bytes[end];
        if (minor != '0' && minor != '1') {
            return minor >= '2' && minor <= '9' ? -505 : -400;
        }
        head.http10 = minor == '0';
        int next = FieldParser.lineEnd(bytes, end + 1, to);
        if (next < 0) {
            return next == FieldParser.INCOMPLETE ? 0 : -400;
        }
        int status = target(bytes, head);
        return status == 0 ? next : -status;
    }

    private static final byte[] HTTP_SLASH = Ascii.bytes("HTTP/");

    /** Finds the path; 0, or a status code. */
    private static int target(byte[] bytes, RequestHead head) {
        int start = head.targetStart;
        head.asterisk = false;
        head.absoluteForm = false;
        head.pathStart = start;
        if (bytes[start] == '/') {
            return head.path().receive(bytes, start, head.pathEnd) ? 0 : 400;
        }
        if (head.methodEnd - head.start == 7 && Ascii.equals(bytes, head.start, head.methodEnd, CONNECT)) {
            return 501;
        }
        if (head.targetEnd - start == 1 && bytes[start] == '*') {
            head.asterisk = true;
            return Ascii.equals(bytes, head.start, head.methodEnd, OPTIONS) ? 0 : 400;
        }
        return absolute(bytes, head);
    }

    private static final byte[] CONNECT = Ascii.bytes("CONNECT");
    private static final byte[] OPTIONS = Ascii.bytes("OPTIONS");
    private static final byte[] ROOT = Ascii.bytes("/");

    private static int absolute(byte[] bytes, RequestHead head) {
        int start = head.targetStart;
        int authority = schemeEnd(bytes, start, head.targetEnd);
        if (authority < 0) {
            return 400;
        }
        int slash = authority;
        while (slash < head.pathEnd && bytes[slash] != '/') {
            slash++;
        }
        head.absoluteForm = true;
        if (slash == authority || !Authority.parse(bytes, authority, slash, head)) {
            return 400;
        }
        head.pathStart = slash;
        boolean canonical = slash == head.pathEnd
                ? head.path().receive(ROOT, 0, 1)
                : head.path().receive(bytes, slash, head.pathEnd);
        return canonical ? 0 : 400;
    }

    private static int schemeEnd(byte[] bytes, int from, int to) {
        for (byte[] scheme : new byte[][] {HTTP_SCHEME, HTTPS_SCHEME}) {
            int end = from + scheme.length;
            if (end < to && Ascii.equalsIgnoreCase(bytes, from, end, scheme)) {
                return end;
            }
        }
        return -1;
    }
}
