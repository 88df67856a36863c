package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.RequestTimes;
import traefik4j.proxy.exchange.ServerSide;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.Reasons;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http2.ErrorCode;
import traefik4j.proxy.http2.StreamOwner;

/**
 * The client of an exchange that came on a stream of HTTP/2 or HTTP/3: its request's content comes as {@code DATA}, its
 * response goes as blocks of fields and {@code DATA}. The stream may outlive the exchange until all of the response is sent.
 */
final class StreamClient implements ClientSide, StreamOwner {
    private static final HeadEdits NO_EDITS = new HeadEdits();
    private static final long LINGER = Duration.ofSeconds(1).toNanos();

    private final StreamHost host;
    private final ResponseStream stream;
    private final StreamIntake intake;
    private final StreamTimes times;
    private byte[] head;
    private @Nullable Exchange exchange;
    private boolean responseBegun;
    private boolean requestEnded;
    private boolean tunnel;
    private boolean bodyWritten;
    private boolean endSaid;

    StreamClient(StreamHost host, ResponseStream stream, byte[] head) {
        this.host = host;
        this.stream = stream;
        this.head = head;
        intake = new StreamIntake(stream);
        times = new StreamTimes(host.settings(), host.worker().now());
    }

    /**
     * The head of its request has come.
     *
     * @param length the number of bytes of the head
     * @param end whether no content follows it
     */
    void begin(int length, boolean end) {
        Exchange next = host.worker().takeExchange(this, host.client().peer());
        int read = host.client().parser().parse(head, 0, length, next.request());
        if (read != length) {
            host.worker().giveBackExchange(next, false);
            intake.ended(false);
            refuse(read < 0 ? -read : 400);
            return;
        }
        exchange = next;
        RequestHead request = next.request();
        intake.begin(request, end);
        requestEnded = end || request.isWebsocket();
        if (!end && request.contentLength() > 0) {
            stream.expect(request.contentLength());
        }
        boolean broken = !Reception.receive(next, host.client(), host.settings()) && exchange == next;
        if (broken && responseBegun) {
            abort();
        } else if (broken) {
            next.fail(Failure.INTERNAL);
        }
    }

    private Exchange current() {
        if (exchange == null) {
            throw new IllegalStateException("the exchange is over");
        }
        return exchange;
    }

    private @Nullable ServerSide server() {
        Exchange current = exchange;
        return current == null ? null : current.server();
    }

    // ---- what the client sends

    @Override
    public void data(ByteBuf data) {
        times.received(data.readableBytes(), host.worker().now());
        if (exchange == null) {
            stream.consumed(data.readableBytes());
            data.release();
            return;
        }
        intake.add(data);
        passBody();
    }

    @Override
    public void ended() {
        intake.ended(true);
        passBody();
    }

    /** Gives the server what has come of the content. */
    private void passBody() {
        ServerSide server = server();
        if (server == null || requestEnded && !tunnel || !server.isWritable()) {
            return;
        }
        for (ByteBuf part; (part = takeBody()) != null; ) {
            bodyWritten = true;
            server.body(part);
        }
        if (!requestEnded && intake.isComplete()) {
            requestEnded = true;
            server.endOfRequest();
        }
        if (tunnel && intake.isComplete() && !endSaid) {
            endSaid = true;
            server.endOfRequest();
        }
        if (bodyWritten) {
            host.flushLater().accept(this);
        }
    }

    /** Sends on to the server what it was given. */
    void flushServer() {
        ServerSide server = server();
        if (bodyWritten && server != null) {
            server.flush();
        }
        bodyWritten = false;
    }

    @Override
    public @Nullable ByteBuf takeBody() {
        ServerSide server = server();
        return intake.take(!tunnel && (server == null || server.takesChunkedCoding()));
    }

    @Override
    public boolean isRequestComplete() {
        requestEnded = current().request().isWebsocket() || intake.isComplete();
        return requestEnded;
    }

    @Override
    public void resume() {
        passBody();
        flushServer();
    }

    // ---- what the client gets

    @Override
    public boolean takesChunkedCoding() {
        return false;
    }

    @Override
    public void interim(ResponseHead interim) {
        if (interim.status() != 100 || current().request().expectsContinue()) {
            stream.head(interim, interim.status(), NO_EDITS);
        }
    }

    @Override
    public void head(ResponseHead given) {
        responseBegun = true;
        current().responding(given.status());
        stream.head(given, given.status(), current().responseEdits());
    }

    @Override
    public void upgrade(ResponseHead given) {
        responseBegun = true;
        tunnel = true;
        times.moved(host.worker().now());
        current().responding(given.status());
        stream.head(given, 200, current().responseEdits());
        resume();
    }

    @Override
    public void body(ByteBuf part) {
        times.moved(host.worker().now());
        stream.data(part);
    }

    @Override
    public void trailers(Fields fields) {
        stream.trailers(fields);
    }

    @Override
    public void end() {
        finish(true);
        stream.end();
    }

    @Override
    public void halfEnd() {
        stream.end();
    }

    @Override
    public void answer(Answer answer) {
        responseBegun = true;
        current().answering(answer.status());
        send(answer, current().responseEdits(), current().request().isHead());
        end();
    }

    private void send(Answer answer, HeadEdits edits, boolean toHead) {
        stream.head(answer, edits);
        if (!toHead && !answer.body().isEmpty()) {
            stream.data(Unpooled.wrappedBuffer(Ascii.bytes(answer.body())));
        }
    }

    /** Answers with an error if that is still possible, and ends the stream. */
    void refuse(int status) {
        ServerSide server = server();
        boolean begun = responseBegun;
        finish(false);
        if (server != null) {
            server.cancel();
        }
        if (begun) {
            stream.reset(ErrorCode.CANCEL);
        } else {
            send(Answer.text(status, Reasons.of(status) + "\n"), NO_EDITS, false);
            stream.end();
        }
    }

    @Override
    public void flush() {
        // All that is written is sent at the end of the turn.
    }

    @Override
    public boolean isWritable() {
        return stream.isWritable();
    }

    @Override
    public void writable() {
        ServerSide server = server();
        if (server != null) {
            server.resume();
        }
    }

    // ---- the end

    @Override
    public void abort() {
        finish(false);
        stream.reset(ErrorCode.INTERNAL_ERROR);
    }

    @Override
    public void reset(ErrorCode code) {
        ServerSide server = server();
        finish(false);
        if (server != null) {
            server.cancel();
        }
    }

    private void finish(boolean complete) {
        Exchange over = exchange;
        exchange = null;
        tunnel = false;
        intake.release();
        if (over != null) {
            host.worker().giveBackExchange(over, complete);
            host.worker().giveBackHead(head);
            head = new byte[0];
        }
    }

    /** Looks at its time-outs. */
    void sweep(long now) {
        if (!tunnel && stream.lingersSince(now - LINGER)) {
            stream.reset(ErrorCode.NO_ERROR);
        } else if (stream.isStalledSince(now - times.stallNanos())) {
            ServerSide server = server();
            finish(false);
            if (server != null) {
                server.cancel();
            }
            stream.reset(ErrorCode.CANCEL);
        } else if (exchange != null) {
            sweep(exchange.requestTimes(), now);
        }
    }

    private void sweep(RequestTimes limits, long now) {
        if (tunnel) {
            if (times.isTunnelOver(now, limits)) {
                refuse(504);
            }
        } else if (times.isRequestOver(now, !requestEnded && intake.isEmpty(), limits)) {
            refuse(408);
        } else if (times.isResponseOver(now, limits)) {
            refuse(504);
        }
    }
}
