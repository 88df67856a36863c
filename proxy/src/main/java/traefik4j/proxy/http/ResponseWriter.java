package traefik4j.proxy.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes the head an HTTP/1 client gets: the server's, or one of our own, with the fields of this hop. */
public final class ResponseWriter {
    private static final byte[] VERSION = Ascii.bytes("HTTP/1.1 ");
    private static final byte[] CLOSE = Ascii.bytes("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = Ascii.bytes("Connection: keep-alive\r\n");
    private static final byte[] UPGRADE = Ascii.bytes("Connection: Upgrade\r\nUpgrade: websocket\r\n");
    private static final byte[] CHUNKED = Ascii.bytes("Transfer-Encoding: chunked\r\n");
    private static final int OUR_WORDS = 128;

    /** What is said about the connection to the client. */
    public enum Connection {
        /** Nothing: it stays open, as HTTP/1.1 has it. */
        PERSISTENT,
        /** It stays open although the client speaks HTTP/1.0. */
        KEEP_ALIVE,
        /** It is closed after the response. */
        CLOSE,
        /** It becomes a tunnel. */
        UPGRADE
    }

    /** How the body of a server is framed for the client. */
    public enum Framing {
        /** As it was received. */
        RECEIVED,
        /** In chunked coding, although it was not received so. */
        CHUNKED,
        /** By the end of the connection. */
        UNTIL_CLOSE
    }

    private ResponseWriter() {}

    /** The most bytes {@link #write} may need. */
    public static int capacity(ResponseHead head, HeadEdits edits) {
        return head.length() + edits.addedLength() + OUR_WORDS;
    }

    /** Writes the head of a server's response, blank line included; returns where it ends. */
    public static int write(ResponseHead head, HeadEdits edits, Connection connection, Framing framing, byte[] out) {
        int n = HeadBytes.copy(VERSION, out, 0);
        n = HeadBytes.copy(head.bytes(), head.statusStart(), head.statusLineEnd(), out, n);
        n = HeadBytes.endLine(out, n);
        n = fields(head, edits, framing, out, n);
        n = edits.writeAdded(out, n);
        if (framing == Framing.CHUNKED) {
            n = HeadBytes.copy(CHUNKED, out, n);
        }
        return HeadBytes.endLine(out, connection(connection, out, n));
    }

    private static int connection(Connection connection, byte[] out, int at) {
        return switch (connection) {
            case PERSISTENT -> at;
            case KEEP_ALIVE -> HeadBytes.copy(KEEP_ALIVE, out, at);
            case CLOSE -> HeadBytes.copy(CLOSE, out, at);
            case UPGRADE -> HeadBytes.copy(UPGRADE, out, at);
        };
    }

    private static int fields(ResponseHead head, HeadEdits edits, Framing framing, byte[] out, int at) {
        Fields fields = head.fields();
        int n = at;
        int runStart = fields.lineStart(0);
        int count = fields.count();
        for (int i = 0; i < count; i++) {
            if (keeps(head, edits, framing, i, fields.known(i))) {
                continue;
            }
            n = HeadBytes.copy(fields.bytes(), runStart, fields.lineStart(i), out, n);
            runStart = fields.lineStart(i + 1);
        }
        return HeadBytes.copy(fields.bytes(), runStart, fields.lineStart(count), out, n);
    }

    /** Whether a client whose bodies are framed in another way than here gets field {@code i}. */
    public static boolean keeps(ResponseHead head, HeadEdits edits, int i) {
        return keeps(head, edits, Framing.CHUNKED, i, head.fields().known(i));
    }

    private static boolean keeps(
            ResponseHead head, HeadEdits edits, Framing framing, int i, @Nullable HeaderName known) {
        Fields fields = head.fields();
        if (edits.removes(fields, i)) {
            return false;
        }
        if (known == HeaderName.CONTENT_LENGTH) {
            // A server may say the same length twice; a client gets it once (RFC 9112 §6.3).
            return i == head.contentLengthLine && mayBeFramed(head);
        }
        if (known == HeaderName.TRANSFER_ENCODING) {
            return framing == Framing.RECEIVED && mayBeFramed(head);
        }
        if (known != null && isOfOneHop(known)) {
            return false;
        }
        return !head.connectionNamesFields() || !ConnectionOptions.names(fields, i);
    }

    /** Whether the response may say how its body is framed (RFC 9112 §6.1, RFC 9110 §8.6). */
    private static boolean mayBeFramed(ResponseHead head) {
        return head.status() >= 200 && head.status() != 204;
    }

    private static boolean isOfOneHop(HeaderName known) {
        return known == HeaderName.CONNECTION
                || known == HeaderName.KEEP_ALIVE
                || known == HeaderName.PROXY_CONNECTION
                || known == HeaderName.TE
                || known == HeaderName.UPGRADE;
    }

    /** The head of an answer of our own, blank line included. */
    public static byte[] head(Answer answer, HeadEdits edits, Connection connection) {
        StringBuilder text = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(answer.reason())
                .append("\r\n");
        answer.fields()
                .forEach(field -> text.append(field.getKey())
                        .append(": ")
                        .append(field.getValue())
                        .append("\r\n"));
        text.append("Content-Length: ").append(answer.body().length()).append("\r\n");
        byte[] start = Ascii.bytes(text.toString());
        byte[] out = new byte[start.length + edits.addedLength() + OUR_WORDS];
        int n = HeadBytes.copy(start, out, 0);
        n = edits.writeAdded(out, n);
        n = HeadBytes.endLine(out, connection(connection, out, n));
        return Arrays.copyOf(out, n);
    }
}
