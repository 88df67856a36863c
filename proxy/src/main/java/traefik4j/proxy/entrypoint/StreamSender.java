package traefik4j.proxy.entrypoint;

import java.util.Arrays;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseWriter;
import traefik4j.proxy.http2.HpackEncoder;
import traefik4j.proxy.http2.Http2Stream;

/** Writes the heads of responses to the clients of one HTTP/2 connection, as blocks of fields. */
final class StreamSender {
    private static final HeaderName CONTENT_LENGTH = HeaderName.CONTENT_LENGTH;
    private static final HeaderName ACCEPT = new HeaderName("Sec-WebSocket-Accept");
    private static final int OUR_WORDS = 64;

    private final Worker worker;
    private final HpackEncoder encoder = new HpackEncoder();

    StreamSender(Worker worker) {
        this.worker = worker;
    }

    /** A server's head, under this status code. */
    void head(Http2Stream stream, ResponseHead head, int status, HeadEdits edits) {
        Fields fields = head.fields();
        int lines = fields.count() + edits.addedCount();
        byte[] out =
                worker.scratch(head.length() + edits.addedLength() + lines * HpackEncoder.FIELD_OVERHEAD + OUR_WORDS);
        encoder.begin(out);
        encoder.status(status);
        byte[] bytes = fields.bytes();
        boolean tunnel = head.status() == 101;
        for (int i = 0; i < fields.count(); i++) {
            if (ResponseWriter.keeps(head, edits, i) && !(tunnel && fields.is(i, ACCEPT))) {
                encoder.field(
                        bytes, fields.lineStart(i), fields.nameEnd(i), bytes, fields.valueStart(i), fields.valueEnd(i));
            }
        }
        added(edits);
        stream.headers(out, encoder.length());
    }

    private void added(HeadEdits edits) {
        for (int i = 0; i < edits.addedCount(); i++) {
            field(edits.addedName(i), edits.addedValue(i));
        }
    }

    private void field(HeaderName name, byte[] value) {
        byte[] line = name.lineStart();
        encoder.field(line, 0, line.length - 2, value, 0, value.length);
    }

    /** The head of an answer of our own. */
    void head(Http2Stream stream, Answer answer, HeadEdits edits) {
        int size = edits.addedLength() + OUR_WORDS + edits.addedCount() * HpackEncoder.FIELD_OVERHEAD;
        for (var field : answer.fields()) {
            size += field.getKey().length() + field.getValue().length() + HpackEncoder.FIELD_OVERHEAD;
        }
        byte[] out = worker.scratch(size);
        encoder.begin(out);
        encoder.status(answer.status());
        for (var field : answer.fields()) {
            byte[] name = Ascii.bytes(field.getKey());
            byte[] value = Ascii.bytes(field.getValue());
            encoder.field(name, 0, name.length, value, 0, value.length);
        }
        field(CONTENT_LENGTH, Ascii.bytes(Integer.toString(answer.body().length())));
        added(edits);
        stream.headers(out, encoder.length());
    }

    /** Trailers, as a block that waits for the end of the content. */
    byte[] trailers(Fields fields) {
        byte[] bytes = fields.bytes();
        int size = fields.lineStart(fields.count()) - fields.lineStart(0);
        byte[] out = worker.scratch(size + fields.count() * HpackEncoder.FIELD_OVERHEAD + OUR_WORDS);
        encoder.begin(out);
        for (int i = 0; i < fields.count(); i++) {
            encoder.field(
                    bytes, fields.lineStart(i), fields.nameEnd(i), bytes, fields.valueStart(i), fields.valueEnd(i));
        }
        return Arrays.copyOf(out, encoder.length());
    }
}
