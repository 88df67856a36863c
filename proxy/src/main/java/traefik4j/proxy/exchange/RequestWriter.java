package traefik4j.proxy.exchange;

import org.jspecify.annotations.Nullable;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.ConnectionOptions;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadBytes;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;

/**
 * Writes the head a server gets: the received one, copied in as few ranges as possible, without the fields of one hop
 * and without what only a trusted client may say, and with our own lines last so that nothing can take them away.
 */
public final class RequestWriter {
    private static final byte[] VERSION = Ascii.bytes(" HTTP/1.1\r\n");
    private static final byte[] UPGRADE = Ascii.bytes("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    private static final byte[] TRAILERS = Ascii.bytes("trailers");
    private static final int OUR_WORDS = 128;

    private RequestWriter() {}

    /** The most bytes {@link #write} may need. */
    public static int capacity(Exchange exchange, Destination server) {
        RequestHead head = exchange.request();
        return head.length()
                + head.path().length()
                + server.length()
                + exchange.forwardedFields().length
                + exchange.requestEdits().addedLength()
                + OUR_WORDS;
    }

    /**
     * Writes the head, blank line included.
     *
     * @param server how the server is named
     * @param out large enough for {@link #capacity}
     * @return where the head ends
     */
    public static int write(Exchange exchange, Destination server, byte[] out) {
        RequestHead head = exchange.request();
        int n = requestLine(head, server.origin(), out);
        n = fields(exchange, out, n);
        if (exchange.replacesHost()) {
            byte[] host = server.host();
            n = host(host, 0, host.length, out, n);
        } else if (head.isAbsoluteForm() || head.isHttp10()) {
            n = host(head.bytes(), head.hostStart(), head.hostEnd(), out, n);
        }
        if (head.isWebsocket()) {
            n = HeadBytes.copy(UPGRADE, out, n);
        }
        n = HeadBytes.copy(server.lines(), out, n);
        n = exchange.requestEdits().writeAdded(out, n);
        n = HeadBytes.copy(exchange.forwardedFields(), out, n);
        return HeadBytes.endLine(out, n);
    }

    private static int requestLine(RequestHead head, byte[] origin, byte[] out) {
        RequestPath path = head.path();
        byte[] bytes = head.bytes();
        int n = HeadBytes.copy(bytes, head.methodStart(), head.methodEnd() + 1, out, 0);
        n = HeadBytes.copy(origin, out, n);
        n = HeadBytes.copy(path.bytes(), path.start(), path.end(), out, n);
        n = HeadBytes.copy(bytes, head.pathEnd(), head.queryEnd(), out, n);
        return HeadBytes.copy(VERSION, out, n);
    }

    private static int host(byte[] host, int from, int to, byte[] out, int at) {
        int n = HeadBytes.copy(HeaderName.HOST.lineStart(), out, at);
        n = HeadBytes.copy(host, from, to, out, n);
        return HeadBytes.endLine(out, n);
    }

    /** Copies the fields that are kept, neighbours in one go. */
    private static int fields(Exchange exchange, byte[] out, int at) {
        Fields fields = exchange.request().fields();
        boolean simple =
                exchange.requestEdits().removesNothing() && !exchange.request().connectionNamesFields();
        int n = at;
        int runStart = fields.lineStart(0);
        int count = fields.count();
        for (int i = 0; i < count; i++) {
            HeaderName known = fields.known(i);
            if (simple && known == null || keeps(exchange, fields, i, known)) {
                continue;
            }
            n = HeadBytes.copy(fields.bytes(), runStart, fields.lineStart(i), out, n);
            runStart = fields.lineStart(i + 1);
        }
        return HeadBytes.copy(fields.bytes(), runStart, fields.lineStart(count), out, n);
    }

    /** Whether a server whose requests are framed and addressed in another way than here gets field {@code i}. */
    public static boolean keeps(Exchange exchange, int i) {
        Fields fields = exchange.request().fields();
        HeaderName known = fields.known(i);
        return known != HeaderName.HOST && known != HeaderName.TRANSFER_ENCODING && keeps(exchange, fields, i, known);
    }

    private static boolean keeps(Exchange exchange, Fields fields, int i, @Nullable HeaderName known) {
        if (exchange.requestEdits().removes(fields, i)) {
            return false;
        }
        RequestHead head = exchange.request();
        if (known == HeaderName.HOST) {
            return !exchange.replacesHost() && !head.isAbsoluteForm() && !head.isHttp10();
        }
        if (known == HeaderName.CONTENT_LENGTH || known == HeaderName.TRANSFER_ENCODING) {
            return true;
        }
        if (known != null) {
            return keepsKnown(exchange, fields, i, known);
        }
        return !head.connectionNamesFields() || !ConnectionOptions.names(fields, i);
    }

    /** Decides about a field we know; a client's {@code Connection} has no say about those (CVE-2024-45410). */
    private static boolean keepsKnown(Exchange exchange, Fields fields, int i, HeaderName known) {
        if (fields.hasUnderscore(i)) {
            return false;
        }
        if (known == HeaderName.TE) {
            return fields.valueIs(i, TRAILERS);
        }
        if (known == HeaderName.EXPECT) {
            return true;
        }
        return known.tellsOrigin()
                && exchange.peer().trusted()
                && known != HeaderName.X_FORWARDED_FOR
                && known != HeaderName.X_FORWARDED_SERVER;
    }
}
