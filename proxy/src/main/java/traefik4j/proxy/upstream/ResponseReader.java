package traefik4j.proxy.upstream;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.Reads;
import traefik4j.proxy.http.ChunkScanner;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseParser;

/**
 * Reads responses off a {@link ServerConnection}: heads strictly, bodies by their framing and without copying them, and
 * gives all of it to the client side of the exchange.
 */
final class ResponseReader {
    private static final byte[] NONE = new byte[0];
    private static final int BLANK_LINE = 2;
    private static final int FIRST_BYTES = 2048;

    /** What the next byte belongs to. */
    private enum State {
        HEAD,
        SIZED_BODY,
        CHUNKED_BODY,
        CHUNKED_BODY_TO_DECODE,
        BODY_UNTIL_CLOSE,
        TUNNEL
    }

    private final ServerConnection connection;
    private final ResponseParser parser;
    private final int maxHeaderBytes;
    private final ChunkScanner chunks = new ChunkScanner();
    private State state = State.HEAD;
    private byte[] headBytes = NONE;
    private byte[] trailers = NONE;
    private int headLength;
    private boolean toHead;
    private boolean interimSent;
    private long left;
    private @Nullable Splice splice;

    ResponseReader(ServerConnection connection, UpstreamSettings settings) {
        this.connection = connection;
        parser = new ResponseParser(settings.maxHeaderCount());
        maxHeaderBytes = settings.maxHeaderBytes();
    }

    /** Makes ready for the response to a request. */
    void begin(boolean requestIsHead) {
        state = State.HEAD;
        toHead = requestIsHead;
        headLength = 0;
        trailers = NONE;
        interimSent = false;
    }

    /** Gives back what it holds. */
    void release() {
        if (headBytes != NONE) {
            connection.worker().giveBackHead(headBytes);
            headBytes = NONE;
        }
        headLength = 0;
        if (splice != null) {
            splice.end();
            splice = null;
        }
    }

    /** Whether not a byte of the response has come. */
    boolean hasReceivedNothing() {
        return state == State.HEAD && headLength == 0 && !interimSent;
    }

    /** Whether the head has not come yet. */
    boolean isBeforeHead() {
        return state == State.HEAD;
    }

    /** Whether bytes go to and fro until both sides have ended. */
    boolean isTunnel() {
        return state == State.TUNNEL;
    }

    /** Takes what was received, and takes over the buffer. */
    void read(ByteBuf received) {
        switch (state) {
            case HEAD -> readHead(received);
            case SIZED_BODY -> readSized(received);
            case CHUNKED_BODY -> readChunks(received);
            case CHUNKED_BODY_TO_DECODE -> decodeChunks(received);
            case BODY_UNTIL_CLOSE, TUNNEL -> client().body(received);
        }
    }

    private ClientSide client() {
        return connection.exchange().client();
    }

    private void readHead(ByteBuf received) {
        int before = headLength;
        append(received);
        ResponseHead head = connection.head();
        int length = parser.parse(headBytes, 0, headLength, head);
        if (length == 0 && headLength < maxHeaderBytes) {
            if (headLength - before < received.readableBytes()) {
                received.skipBytes(headLength - before);
                readHead(received);
            } else {
                received.release();
            }
            return;
        }
        if (length <= 0) {
            received.release();
            connection.fail(Failure.BAD_RESPONSE);
            return;
        }
        received.skipBytes(length - before);
        headLength = 0;
        if (head.isInterim()) {
            interim(head, received);
        } else {
            begin(head, received);
        }
    }

    /** Adds to the bytes of the head as much as there is room for; at first only as much as most heads are, as a body may follow. */
    private void append(ByteBuf received) {
        if (headBytes == NONE) {
            headBytes = connection.worker().takeHead(0);
        } else if (headLength == headBytes.length) {
            headBytes = Arrays.copyOf(headBytes, Math.min(headLength * 2, maxHeaderBytes));
        }
        int room = headLength == 0 ? FIRST_BYTES : headBytes.length - headLength;
        int count = Math.min(received.readableBytes(), room);
        received.getBytes(received.readerIndex(), headBytes, headLength, count);
        headLength += count;
    }

    private void interim(ResponseHead head, ByteBuf received) {
        interimSent = true;
        if (head.status() == 101) {
            if (!connection.exchange().request().isWebsocket()) {
                received.release();
                connection.fail(Failure.BAD_RESPONSE);
                return;
            }
            state = State.TUNNEL;
            connection.tunnelBegins();
            client().upgrade(head);
            pass(received);
            return;
        }
        client().interim(head);
        if (received.isReadable()) {
            readHead(received);
        } else {
            received.release();
        }
    }

    private void begin(ResponseHead head, ByteBuf received) {
        ClientSide client = client();
        client.head(head);
        if (head.isBodiless(toHead) || head.contentLength() == 0) {
            endBehind(received);
        } else if (head.isChunked()) {
            chunks.reset();
            state = client.takesChunkedCoding() ? State.CHUNKED_BODY : State.CHUNKED_BODY_TO_DECODE;
            pass(received);
        } else if (head.contentLength() > 0) {
            left = head.contentLength();
            state = State.SIZED_BODY;
            pass(received);
        } else {
            state = State.BODY_UNTIL_CLOSE;
            pass(received);
        }
    }

    /** Goes on with what came behind the head. */
    private void pass(ByteBuf received) {
        if (received.isReadable()) {
            read(received);
        } else {
            received.release();
        }
    }

    private void readSized(ByteBuf received) {
        int count = received.readableBytes();
        if (count > left) {
            client().body(received.readRetainedSlice((int) left));
            endBehind(received);
            return;
        }
        left -= count;
        client().body(received);
        if (left == 0) {
            endBehind(null);
        } else if (count >= Reads.LARGE && splice == null) {
            splice = Splice.begin(connection, this);
        }
    }

    /** Something is going to be read. */
    void beforeRead() {
        if (splice != null) {
            splice.move();
        }
    }

    /** Nothing more is read for now. */
    void readComplete() {
        if (splice != null && left == 0) {
            endBehind(null);
        }
    }

    /** Whether the client has not taken what was sent to it without coming by here. */
    boolean isWaiting() {
        return splice != null && splice.isWaiting();
    }

    /** How much of a body of known length has not come. */
    long left() {
        return left;
    }

    /** So much of it went its way without coming by here. */
    void passed(int count) {
        left -= count;
        connection.moved();
    }

    private void readChunks(ByteBuf received) {
        int end = chunks.scan(received, received.readerIndex(), received.writerIndex());
        if (chunks.isBroken()) {
            received.release();
            connection.abort();
        } else if (!chunks.isEnd()) {
            client().body(received);
        } else if (end == received.writerIndex()) {
            client().body(received);
            endBehind(null);
        } else {
            client().body(received.readRetainedSlice(end - received.readerIndex()));
            endBehind(received);
        }
    }

    private void decodeChunks(ByteBuf received) {
        while (received.isReadable() && !chunks.isEnd()) {
            if (chunks.isInTrailers()) {
                readTrailers(received);
                continue;
            }
            int next = chunks.next(received, received.readerIndex(), received.writerIndex());
            if (chunks.isBroken()) {
                received.release();
                connection.abort();
                return;
            }
            if (chunks.dataTo() > chunks.dataFrom()) {
                client().body(received.retainedSlice(chunks.dataFrom(), chunks.dataTo() - chunks.dataFrom()));
            }
            received.readerIndex(next);
        }
        if (chunks.isBroken()) {
            received.release();
            connection.abort();
        } else if (chunks.isEnd()) {
            passTrailers();
            endBehind(received);
        } else {
            received.release();
        }
    }

    private void readTrailers(ByteBuf received) {
        int from = received.readerIndex();
        int size = chunks.scan(received, from, received.writerIndex()) - from;
        trailers = Arrays.copyOf(trailers, trailers.length + size);
        received.readBytes(trailers, trailers.length - size, size);
    }

    /** A client that takes no chunked coding gets the trailers as fields; there are none behind most bodies. */
    private void passTrailers() {
        byte[] lines = trailers;
        trailers = NONE;
        Fields fields = new Fields();
        if (lines.length > BLANK_LINE && fields.read(lines, 0, lines.length)) {
            client().trailers(fields);
        }
    }

    /** The response is complete; if something came behind it the connection cannot be used again. */
    private void endBehind(@Nullable ByteBuf rest) {
        boolean surplus = rest != null && rest.isReadable();
        if (rest != null) {
            rest.release();
        }
        connection.responseEnded(!surplus && connection.head().keepsAlive());
    }

    /** Nothing has moved for too long. */
    void timedOut() {
        switch (state) {
            case HEAD -> connection.fail(Failure.RESPONSE_TIMEOUT);
            case TUNNEL -> connection.responseEnded(false);
            case SIZED_BODY, CHUNKED_BODY, CHUNKED_BODY_TO_DECODE, BODY_UNTIL_CLOSE -> connection.abort();
        }
    }

    /** The server closed the connection. */
    void serverClosed(boolean broken) {
        switch (state) {
            case HEAD -> connection.fail(headLength > 0 ? Failure.BAD_RESPONSE : Failure.CLOSED_EARLY);
            case BODY_UNTIL_CLOSE -> {
                if (broken) {
                    connection.abort();
                } else {
                    connection.responseEnded(false);
                }
            }
            case TUNNEL -> connection.responseEnded(false);
            case SIZED_BODY, CHUNKED_BODY, CHUNKED_BODY_TO_DECODE -> connection.abort();
        }
    }
}
