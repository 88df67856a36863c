package traefik4j.proxy.http;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A head made of a server's, with another status code, without some of its fields, with others. Built per response. */
public final class RewrittenHead {
    private static final int MOST_FIELDS = 10_000;

    private final ResponseHead source;
    private final List<HeaderName> dropped = new ArrayList<>();
    private final StringBuilder added = new StringBuilder();
    private String status = "";

    /** Begins with this head as it is. */
    public RewrittenHead(ResponseHead source) {
        this.source = source;
    }

    /** With another status code. */
    public RewrittenHead status(int code) {
        status = code + " " + Reasons.of(code);
        return this;
    }

    /** Without these fields. */
    public RewrittenHead without(HeaderName... names) {
        dropped.addAll(List.of(names));
        return this;
    }

    /** With another field. */
    public RewrittenHead with(HeaderName name, String value) {
        added.append(name.text()).append(": ").append(value).append("\r\n");
        return this;
    }

    /** The head. */
    public ResponseHead build() {
        return build(new ResponseHead());
    }

    /** The head, in the place of another one or of its source, and independent of the bytes that was in. */
    public ResponseHead build(ResponseHead head) {
        Fields fields = source.fields();
        ByteArrayOutputStream out = new ByteArrayOutputStream(source.length() + added.length() + 64);
        out.writeBytes(Ascii.bytes("HTTP/1.1 "));
        if (status.isEmpty()) {
            out.write(source.bytes(), source.statusStart(), source.statusLineEnd() - source.statusStart());
        } else {
            out.writeBytes(Ascii.bytes(status));
        }
        out.writeBytes(Ascii.bytes("\r\n"));
        for (int i = 0; i < fields.count(); i++) {
            if (!isDropped(fields, i)) {
                out.write(fields.bytes(), fields.lineStart(i), fields.lineStart(i + 1) - fields.lineStart(i));
            }
        }
        out.writeBytes(Ascii.bytes(added + "\r\n"));
        byte[] bytes = out.toByteArray();
        if (new ResponseParser(MOST_FIELDS).parse(bytes, 0, bytes.length, head) != bytes.length) {
            throw new IllegalStateException("a head that was read cannot be read again");
        }
        return head;
    }

    private boolean isDropped(Fields fields, int i) {
        for (HeaderName name : dropped) {
            if (fields.is(i, name)) {
                return true;
            }
        }
        return false;
    }
}
