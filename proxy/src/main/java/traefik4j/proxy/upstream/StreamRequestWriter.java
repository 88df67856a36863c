package traefik4j.proxy.upstream;

import traefik4j.proxy.exchange.Destination;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.RequestWriter;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadBytes;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestPath;
import traefik4j.proxy.http2.HpackEncoder;
import traefik4j.proxy.http2.Http2Stream;

/**
 * Writes the head a server gets that speaks HTTP/2, as a block of fields: what {@link RequestWriter} would send, by the
 * same rules, our own fields last.
 */
final class StreamRequestWriter {
    private static final int AUTHORITY = 1;
    private static final int METHOD_GET = 2;
    private static final int PATH = 4;
    private static final int SCHEME_HTTP = 6;
    private static final int SCHEME_HTTPS = 7;
    private static final int OUR_WORDS = 128;

    private final Worker worker;
    private final boolean secure;
    private final Destination server;
    private final HpackEncoder encoder = new HpackEncoder();

    StreamRequestWriter(Worker worker, boolean secure, Destination server) {
        this.worker = worker;
        this.secure = secure;
        this.server = server;
    }

    /** Writes the head of the request; content may follow. */
    void write(Exchange exchange, Http2Stream stream) {
        RequestHead head = exchange.request();
        int lines = head.fields().count() + exchange.requestEdits().addedCount() + OUR_WORDS / 4;
        byte[] out = worker.scratch(
                RequestWriter.capacity(exchange, server) + lines * HpackEncoder.FIELD_OVERHEAD + OUR_WORDS);
        encoder.begin(out);
        pseudo(exchange, head);
        Fields fields = head.fields();
        byte[] bytes = fields.bytes();
        for (int i = 0; i < fields.count(); i++) {
            if (RequestWriter.keeps(exchange, i)) {
                encoder.field(
                        bytes, fields.lineStart(i), fields.nameEnd(i), bytes, fields.valueStart(i), fields.valueEnd(i));
            }
        }
        edits(exchange.requestEdits());
        lines(exchange.forwardedFields());
        stream.headers(out, encoder.length());
    }

    private void pseudo(Exchange exchange, RequestHead head) {
        if (head.isGet()) {
            encoder.indexed(METHOD_GET);
        } else {
            encoder.named(METHOD_GET, head.bytes(), head.methodStart(), head.methodEnd());
        }
        encoder.indexed(secure ? SCHEME_HTTPS : SCHEME_HTTP);
        if (exchange.replacesHost() || head.hostStart() == head.hostEnd()) {
            byte[] host = server.host();
            encoder.named(AUTHORITY, host, 0, host.length);
        } else {
            encoder.named(AUTHORITY, head.bytes(), head.hostStart(), head.hostEnd());
        }
        RequestPath path = head.path();
        byte[] target = new byte[path.length() + head.queryEnd() - head.pathEnd()];
        int length = HeadBytes.copy(path.bytes(), path.start(), path.end(), target, 0);
        HeadBytes.copy(head.bytes(), head.pathEnd(), head.queryEnd(), target, length);
        encoder.named(PATH, target, 0, target.length);
    }

    private void edits(HeadEdits edits) {
        for (int i = 0; i < edits.addedCount(); i++) {
            byte[] name = edits.addedName(i).lineStart();
            byte[] value = edits.addedValue(i);
            encoder.field(name, 0, name.length - 2, value, 0, value.length);
        }
    }

    /** Fields that were made as lines. */
    private void lines(byte[] lines) {
        for (int from = 0; from < lines.length; ) {
            int colon = indexOf(lines, from, ':');
            int end = indexOf(lines, colon, '\r');
            encoder.field(lines, from, colon, lines, Math.min(colon + 2, end), end);
            from = end + 2;
        }
    }

    private static int indexOf(byte[] bytes, int from, char wanted) {
        int i = from;
        while (bytes[i] != wanted) {
            i++;
        }
        return i;
    }
}
