package traefik4j.proxy.upstream;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.RequestTimes;
import traefik4j.proxy.exchange.ServerSide;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http2.ErrorCode;
import traefik4j.proxy.http2.Http2Stream;
import traefik4j.proxy.http2.StreamOwner;

/** The server of an exchange that goes over a stream of HTTP/2. */
final class StreamServer implements ServerSide, StreamOwner {
    private static final byte[] NONE = new byte[0];

    private final Http2ServerConnection connection;
    private final Http2Stream stream;
    private @Nullable Exchange exchange;
    private byte[] head = NONE;
    private boolean reused;
    private boolean bodySent;
    private boolean requestEnded;
    private boolean responding;
    private int held;
    private long since;
    private long moved;

    StreamServer(Http2ServerConnection connection, Http2Stream stream, Exchange exchange) {
        this.connection = connection;
        this.stream = stream;
        this.exchange = exchange;
        since = connection.worker().now();
        moved = since;
    }

    /** Sends the request, and as much of its content as is there. */
    void send(Exchange next, boolean overUsedConnection) {
        reused = overUsedConnection;
        next.server(this);
        connection.writer().write(next, stream);
        ClientSide client = next.client();
        ByteBuf part = client.takeBody();
        if (part != null) {
            body(part);
        }
        if (client.isRequestComplete()) {
            endOfRequest();
        } else if (exchange == next) {
            client.resume();
        }
    }

    // ---- what goes to the server

    @Override
    public boolean takesChunkedCoding() {
        return false;
    }

    @Override
    public void body(ByteBuf part) {
        bodySent = true;
        moved = connection.worker().now();
        stream.data(part);
    }

    @Override
    public void endOfRequest() {
        requestEnded = true;
        since = connection.worker().now();
        stream.end();
    }

    @Override
    public void flush() {
        // All that is written is sent at the end of the turn.
    }

    @Override
    public boolean isWritable() {
        return stream.isWritable() && connection.takesMore();
    }

    @Override
    public void writable() {
        Exchange current = exchange;
        if (current != null && !requestEnded) {
            current.client().resume();
        }
    }

    // ---- what comes from it

    /** An array for the head of the response. */
    byte[] takeHead() {
        return head == NONE ? connection.worker().takeHead(0) : head;
    }

    /** A head has come, of this length; {@code end} says that nothing follows. */
    void head(byte[] bytes, int length, boolean end) {
        head = bytes;
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        moved = connection.worker().now();
        ResponseHead response = current.response();
        if (connection.parser().parse(bytes, 0, length, response) != length || response.isInterim() && end) {
            malformed();
            return;
        }
        if (response.isInterim()) {
            current.client().interim(response);
            return;
        }
        responding = true;
        boolean toHead = current.request().isHead();
        if (!response.isBodiless(toHead) && response.contentLength() > 0) {
            if (end) {
                malformed();
                return;
            }
            stream.expect(response.contentLength());
        }
        current.client().head(response);
        if (end) {
            ended();
        } else {
            connection.flushLater(this);
        }
    }

    /** Trailers have come. */
    void trailers(Fields fields) {
        Exchange current = exchange;
        if (current != null && responding) {
            current.client().trailers(fields);
        }
        ended();
    }

    /** Whether the head of the response has come. */
    boolean isResponding() {
        return responding;
    }

    /** What came is no response. */
    void malformed() {
        Exchange current = finish();
        stream.broken(ErrorCode.PROTOCOL_ERROR);
        if (current != null) {
            end(current, Failure.BAD_RESPONSE);
        }
    }

    @Override
    public void data(ByteBuf data) {
        Exchange current = exchange;
        int size = data.readableBytes();
        if (current == null) {
            data.release();
            stream.consumed(size);
        } else if (responding) {
            moved = connection.worker().now();
            current.client().body(data);
            consumed(current, size);
            connection.flushLater(this);
        } else {
            data.release();
            stream.consumed(size);
            malformed();
        }
    }

    /** Content makes room for more as soon as the client takes more. */
    private void consumed(Exchange current, int size) {
        if (exchange == current && !current.client().isWritable()) {
            held += size;
        } else {
            stream.consumed(size);
        }
    }

    @Override
    public void resume() {
        int size = held;
        held = 0;
        if (size > 0) {
            stream.consumed(size);
        }
    }

    @Override
    public void ended() {
        boolean complete = responding;
        Exchange current = finish();
        if (current == null) {
            return;
        }
        if (!requestEnded) {
            // It wants no more of the request.
            stream.reset(ErrorCode.NO_ERROR);
        }
        if (complete) {
            current.client().end();
        } else {
            current.fail(Failure.BAD_RESPONSE);
        }
    }

    /** Sends on to the client what it was given. */
    void flushClient() {
        Exchange current = exchange;
        if (current != null) {
            current.client().flush();
        }
    }

    // ---- the end

    @Override
    public void cancel() {
        finish();
        stream.reset(ErrorCode.CANCEL);
    }

    @Override
    public void reset(ErrorCode code) {
        boolean begun = responding;
        Exchange current = finish();
        if (current == null) {
            return;
        }
        if (!begun && !bodySent && reused && (code == ErrorCode.REFUSED_STREAM || isStale(current.request()))) {
            connection.pool().repeat(current, connection);
        } else if (begun) {
            current.client().abort();
        } else {
            current.fail(Failure.CLOSED_EARLY);
        }
    }

    /** Whether a connection that was used before is gone, and the request may be sent once more (RFC 9110 §9.2.2). */
    private boolean isStale(RequestHead request) {
        return connection.isGone() && request.isIdempotent() && !request.hasBody();
    }

    private void end(Exchange current, Failure failure) {
        if (responding) {
            current.client().abort();
        } else {
            current.fail(failure);
        }
    }

    private @Nullable Exchange finish() {
        Exchange current = exchange;
        exchange = null;
        resume();
        if (head != NONE) {
            connection.worker().giveBackHead(head);
            head = NONE;
        }
        return current;
    }

    /** Looks at its time-outs. */
    void sweep(long now) {
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        long header = current.serverTimes()
                .responseHeader(
                        current.requestTimes(), connection.pool().settings().responseHeaderTimeout());
        boolean late = requestEnded && !responding && RequestTimes.exceeds(now - since, header);
        if (late
                || held == 0
                        && RequestTimes.exceeds(
                                now - moved, current.requestTimes().idle())) {
            finish();
            stream.reset(ErrorCode.CANCEL);
            end(current, Failure.RESPONSE_TIMEOUT);
        }
    }
}
