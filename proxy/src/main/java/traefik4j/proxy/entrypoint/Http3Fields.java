package traefik4j.proxy.entrypoint;

import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.util.AsciiString;
import java.util.Locale;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.HeaderName;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseWriter;

/** Heads of responses as the fields of HTTP/3. */
final class Http3Fields {
    private static final HeaderName ACCEPT = new HeaderName("Sec-WebSocket-Accept");

    private Http3Fields() {}

    /** A server's head, under this status code. */
    static Http3Headers of(ResponseHead head, int status, HeadEdits edits) {
        Http3Headers headers = begin(status);
        Fields fields = head.fields();
        boolean tunnel = head.status() == 101;
        for (int i = 0; i < fields.count(); i++) {
            if (ResponseWriter.keeps(head, edits, i) && !(tunnel && fields.is(i, ACCEPT))) {
                add(headers, fields, i);
            }
        }
        return added(headers, edits);
    }

    /** The head of an answer of our own. */
    static Http3Headers of(Answer answer, HeadEdits edits) {
        Http3Headers headers = begin(answer.status());
        answer.fields().forEach(field -> headers.add(field.getKey().toLowerCase(Locale.ROOT), field.getValue()));
        headers.add("content-length", Integer.toString(answer.body().length()));
        return added(headers, edits);
    }

    /** Trailers. */
    static Http3Headers of(Fields fields) {
        Http3Headers headers = new DefaultHttp3Headers(false);
        for (int i = 0; i < fields.count(); i++) {
            add(headers, fields, i);
        }
        return headers;
    }

    private static Http3Headers begin(int status) {
        return new DefaultHttp3Headers(false).status(Integer.toString(status));
    }

    private static void add(Http3Headers headers, Fields fields, int i) {
        byte[] bytes = fields.bytes();
        byte[] name = new byte[fields.nameEnd(i) - fields.lineStart(i)];
        for (int k = 0; k < name.length; k++) {
            name[k] = Ascii.lower(bytes[fields.lineStart(i) + k]);
        }
        int from = fields.valueStart(i);
        headers.add(new AsciiString(name, false), new AsciiString(bytes, from, fields.valueEnd(i) - from, true));
    }

    private static Http3Headers added(Http3Headers headers, HeadEdits edits) {
        for (int i = 0; i < edits.addedCount(); i++) {
            headers.add(edits.addedName(i).text().toLowerCase(Locale.ROOT), new AsciiString(edits.addedValue(i), true));
        }
        return headers;
    }
}
