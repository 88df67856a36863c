package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Outflow;
import traefik4j.proxy.exchange.Piped;
import traefik4j.proxy.exchange.TcpSocket;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseWriter;
import traefik4j.proxy.http.ResponseWriter.Connection;
import traefik4j.proxy.http.ResponseWriter.Framing;

/**
 * Sends responses to an HTTP/1 client. A head waits for the body behind it, so that a small response is one buffer and
 * one write: what is small is copied behind the head, what is not has the head copied before it, where the server's was.
 */
final class ResponseSender {
    private static final byte[] LAST_CHUNK = Ascii.bytes("0\r\n\r\n");
    private static final byte[] LAST_CHUNK_BEFORE_TRAILERS = Ascii.bytes("0\r\n");
    private static final byte[] END_OF_TRAILERS = Ascii.bytes("\r\n");
    private static final int ROOM_FOR_BODY = 16 << 10;
    private static final int CHUNK_OVERHEAD = 20;

    private final Channel channel;
    private final Outflow outflow;
    private @Nullable ByteBuf waiting;
    private int room;
    private Framing framing = Framing.RECEIVED;
    private boolean trailed;

    ResponseSender(Channel channel, Outflow outflow) {
        this.channel = channel;
        this.outflow = outflow;
    }

    /** How this client gets the body of a server's response (RFC 9112 §6.3). */
    static Framing framing(ResponseHead head, RequestHead request) {
        if (head.isBodiless(request.isHead()) || head.contentLength() >= 0) {
            return Framing.RECEIVED;
        }
        if (request.isHttp10()) {
            return Framing.UNTIL_CLOSE;
        }
        return head.isChunked() ? Framing.RECEIVED : Framing.CHUNKED;
    }

    /** What this client is told about the connection. */
    static Connection connection(RequestHead request, boolean close) {
        return close ? Connection.CLOSE : request.isHttp10() ? Connection.KEEP_ALIVE : Connection.PERSISTENT;
    }

    /** How the body that is sent now is framed. */
    Framing framing() {
        return framing;
    }

    /** A server's head. */
    void head(ResponseHead head, HeadEdits edits, Connection connection, Framing chosen) {
        framing = chosen;
        byte[] out = outflow.worker().scratch(ResponseWriter.capacity(head, edits));
        int length = ResponseWriter.write(head, edits, connection, chosen, out);
        room = Math.clamp(head.contentLength(), 0, ROOM_FOR_BODY);
        flushWaiting();
        waiting = outflow.worker()
                .takeBuffer(channel.alloc(), length + CHUNK_OVERHEAD)
                .writeBytes(out, 0, length);
    }

    /** A part of the body. */
    void body(ByteBuf part) {
        int size = part.readableBytes();
        if (framing == Framing.CHUNKED && size > 0) {
            writeSmall(Ascii.bytes(Integer.toHexString(size) + "\r\n"));
        }
        ByteBuf head = waiting;
        if (head != null && (head.writableBytes() >= size || !goesBefore(head, part))) {
            writeBehind(head, part);
        } else {
            outflow.write(part);
        }
        if (framing == Framing.CHUNKED && size > 0) {
            writeSmall(new byte[] {'\r', '\n'});
        }
    }

    /**
     * Puts the head before a part that is too large to be copied, if there is room: it was read together with the server's head,
     * which nobody needs any more, and nobody else has the buffer. A chunk is copied, as the end of its line has to follow.
     */
    private boolean goesBefore(ByteBuf head, ByteBuf part) {
        int start = part.readerIndex() - head.readableBytes();
        if (start < 0 || part.refCnt() != 1 || framing == Framing.CHUNKED) {
            return false;
        }
        waiting = null;
        part.setBytes(start, head).readerIndex(start);
        outflow.worker().giveBackBuffer(head);
        return true;
    }

    /** Copies a part behind the head, if it is small; else it follows as it is. */
    private void writeBehind(ByteBuf head, ByteBuf part) {
        ByteBuf both = withRoom(head, part.readableBytes());
        if (both.writableBytes() >= part.readableBytes()) {
            both.writeBytes(part);
            part.release();
        } else {
            flushWaiting();
            outflow.write(part);
        }
    }

    /** The head with room for all of its body behind it, if this is what a part of it needs and enough. */
    private ByteBuf withRoom(ByteBuf head, int size) {
        if (head.writableBytes() >= size || room < size) {
            return head;
        }
        ByteBuf larger = outflow.worker()
                .takeBuffer(channel.alloc(), head.readableBytes() + room)
                .writeBytes(head);
        outflow.worker().giveBackBuffer(head);
        waiting = larger;
        return larger;
    }

    /** Whether a part of the body that is in a pipe can be sent: into a plain socket, and as it is. */
    boolean takesPipes() {
        return framing == Framing.RECEIVED && channel instanceof TcpSocket;
    }

    /** A part of the body that is in a pipe, which is sent now. */
    void body(Piped part) {
        flushWaiting();
        outflow.send(part.to((TcpSocket) channel));
    }

    /** The trailers, where the framing has a place for them (RFC 9112 §7.1.2). */
    void trailers(Fields fields) {
        if (framing == Framing.CHUNKED) {
            writeSmall(LAST_CHUNK_BEFORE_TRAILERS);
            int from = fields.lineStart(0);
            writeSmall(Arrays.copyOfRange(fields.bytes(), from, fields.lineStart(fields.count())));
            trailed = true;
        }
    }

    /** The end of the body. */
    void end() {
        if (framing == Framing.CHUNKED) {
            writeSmall(trailed ? END_OF_TRAILERS : LAST_CHUNK);
        }
        trailed = false;
        flushWaiting();
    }

    /** A whole response of our own. */
    void answer(Answer answer, HeadEdits edits, Connection connection, boolean toHead) {
        framing = Framing.RECEIVED;
        flushWaiting();
        byte[] head = ResponseWriter.head(answer, edits, connection);
        int bodyLength = toHead ? 0 : answer.body().length();
        ByteBuf all = channel.alloc().directBuffer(head.length + bodyLength).writeBytes(head);
        if (bodyLength > 0) {
            all.writeBytes(Ascii.bytes(answer.body()));
        }
        outflow.write(all);
    }

    private void writeSmall(byte[] bytes) {
        ByteBuf head = waiting;
        if (head != null && head.writableBytes() >= bytes.length) {
            head.writeBytes(bytes);
        } else {
            flushWaiting();
            outflow.write(channel.alloc().directBuffer(bytes.length).writeBytes(bytes));
        }
    }

    private void flushWaiting() {
        ByteBuf head = waiting;
        if (head != null) {
            waiting = null;
            outflow.write(head);
        }
    }

    /** Sends on what was written, with what others on this event loop send. */
    void flush() {
        flushWaiting();
        outflow.flush();
    }

    /** Sends it on now, before somebody writes to the channel past this. */
    void flushNow() {
        flushWaiting();
        outflow.flushNow();
    }

    /** Gives back what was not sent. */
    void release() {
        ByteBuf head = waiting;
        if (head != null) {
            waiting = null;
            head.release();
        }
    }
}
