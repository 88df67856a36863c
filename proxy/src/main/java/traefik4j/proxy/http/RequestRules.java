package traefik4j.proxy.http;

/** What the fields of a request have to say together: where it goes, how its body is framed (RFC 9112 §3.2, §6). */
final class RequestRules {
    private static final byte[] CHUNKED = Ascii.bytes("chunked");
    private static final byte[] CONTINUE = Ascii.bytes("100-continue");
    private static final byte[] WEBSOCKET = Ascii.bytes("websocket");
    private static final byte[] TRACE = Ascii.bytes("TRACE");
    private static final byte[] CONNECT = Ascii.bytes("CONNECT");

    private RequestRules() {}

    /** Reads the fields that matter into the head; 0 if all is well, else the status code to refuse it with. */
    static int check(RequestHead head) {
        head.chunked = false;
        head.close = false;
        head.keepAlive = false;
        head.expectsContinue = false;
        head.websocket = false;
        head.namesFields = false;
        head.contentLength = -1;
        int hosts = 0;
        int options = 0;
        boolean upgrade = false;
        Fields fields = head.fields();
        for (int i = 0; i < fields.count(); i++) {
            HeaderName name = fields.known(i);
            if (name == null) {
                continue;
            }
            int status = 0;
            if (name == HeaderName.HOST) {
                status = ++hosts > 1 ? 400 : host(head, i);
            } else if (name == HeaderName.CONNECTION) {
                options |= ConnectionOptions.parse(fields.bytes(), fields.valueStart(i), fields.valueEnd(i));
            } else if (name == HeaderName.UPGRADE) {
                upgrade = !upgrade && fields.valueIs(i, WEBSOCKET);
            } else if (name == HeaderName.EXPECT) {
                head.expectsContinue = fields.valueIs(i, CONTINUE);
                status = head.expectsContinue ? 0 : 417;
            } else {
                status = framing(head, name, i);
            }
            if (status != 0) {
                return status;
            }
        }
        head.close = (options & ConnectionOptions.CLOSE) != 0;
        head.keepAlive = (options & ConnectionOptions.KEEP_ALIVE) != 0;
        head.namesFields = (options & ConnectionOptions.NAMES_FIELDS) != 0;
        head.websocket = upgrade && (options & ConnectionOptions.UPGRADE) != 0 && head.isGet() && !head.http10;
        return together(head, hosts);
    }

    private static int host(RequestHead head, int i) {
        if (head.fields().hasUnderscore(i)) {
            return 400;
        }
        if (head.absoluteForm) {
            return 0;
        }
        Fields fields = head.fields();
        return Authority.parse(fields.bytes(), fields.valueStart(i), fields.valueEnd(i), head) ? 0 : 400;
    }

    private static int framing(RequestHead head, HeaderName name, int i) {
        Fields fields = head.fields();
        if (name == HeaderName.CONTENT_LENGTH) {
            long length = contentLength(fields, i);
            boolean first = head.contentLength < 0;
            head.contentLength = length;
            return first && length >= 0 && !fields.hasUnderscore(i) ? 0 : 400;
        }
        if (name == HeaderName.TRANSFER_ENCODING) {
            if (head.chunked || fields.hasUnderscore(i)) {
                return 400;
            }
            head.chunked = true;
            return fields.valueIs(i, CHUNKED) ? 0 : 501;
        }
        return 0;
    }

    private static int together(RequestHead head, int hosts) {
        if (hosts == 0 && !head.absoluteForm) {
            if (!head.http10) {
                return 400;
            }
            head.hostStart = head.hostEnd = head.hostNameEnd = head.start;
            head.port = 0;
        }
        if (hosts == 0 && !head.http10) {
            return 400;
        }
        if (head.chunked && (head.contentLength >= 0 || head.http10)) {
            return 400;
        }
        head.contentLength = Math.max(0, head.contentLength);
        int method = head.methodEnd - head.start;
        if (method == 5 && Ascii.equals(head.bytes, head.start, head.methodEnd, TRACE)) {
            return 405;
        }
        return method == 7 && Ascii.equals(head.bytes, head.start, head.methodEnd, CONNECT) ? 501 : 0;
    }

    /** The value of a {@code Content-Length}: digits only, at most 18 of them; -1 for anything else. */
    static long contentLength(Fields fields, int i) {
        int from = fields.valueStart(i);
        int to = fields.valueEnd(i);
        if (from == to || to - from > 18) {
            return -1;
        }
        long length = 0;
        for (int k = from; k < to; k++) {
            int digit = fields.bytes()[k] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            length = length * 10 + digit;
        }
        return length;
    }
}
