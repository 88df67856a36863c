package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.entrypoint.ConnectionTimes.Phase;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.Outflow;
import traefik4j.proxy.exchange.Piped;
import traefik4j.proxy.exchange.Reads;
import traefik4j.proxy.exchange.Receiver;
import traefik4j.proxy.exchange.RequestTimes;
import traefik4j.proxy.exchange.ServerSide;
import traefik4j.proxy.exchange.SocketFaults;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.Reasons;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseWriter.Connection;
import traefik4j.proxy.http.ResponseWriter.Framing;

/**
 * A connection of a client, HTTP/1.0 or 1.1 (RFC 9112). It reads one request after the other, gives each to the handler
 * of its entry point, and is the client side of the exchange until that is over. Lives on one event loop.
 */
final class ClientConnection extends Receiver implements ClientSide {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final HeadEdits NO_EDITS = new HeadEdits();

    private final ConnectionSettings settings;
    private final Channel channel;
    private final ClientFacts client;
    private final RequestReader reader;
    private final Intake intake;
    private final ResponseSender sender;
    private final ConnectionTimes times;
    private final Outflow outflow;
    private @Nullable Exchange exchange;
    private boolean processing;
    private boolean responseBegun;
    private boolean closeAfter;
    private boolean inputClosed;
    private boolean inputClosedSaid;
    private boolean closing;
    private boolean tunnel;
    private boolean requestEnded;
    private boolean bodyWritten;

    ClientConnection(ConnectionSettings settings, ClientFacts client, Channel channel) {
        this.settings = settings;
        this.client = client;
        this.channel = channel;
        intake = new Intake(channel);
        reader = new RequestReader(
                client.parser(), client.worker(), settings.limits().maxHeaderBytes());
        outflow = new Outflow(client.worker(), channel);
        sender = new ResponseSender(channel, outflow);
        times = new ConnectionTimes(this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        client.worker().sweeper().add(times);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        client.worker().sweeper().remove(times);
        outflow.end();
    }

    // ---- what the client sends

    @Override
    protected Worker worker() {
        return client.worker();
    }

    @Override
    protected boolean expectsHead() {
        return exchange == null && !closing;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (closing || !in.isReadable()) {
            in.release();
            return;
        }
        int size = in.readableBytes();
        intake.add(in);
        if (exchange == null) {
            processRequests();
        } else {
            times.bodyBytes(size);
            passBody();
            if (size >= Reads.LARGE) {
                channelReadComplete(ctx);
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        sender.flush();
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        ServerSide server = current.server();
        if (bodyWritten && server != null) {
            bodyWritten = false;
            server.flush();
        }
        if (!intake.isEmpty() || server != null && !requestEnded && !server.isWritable()) {
            intake.pause();
        }
    }

    /** Takes one request after the other out of what was received, until one has to wait for its answer. */
    private void processRequests() {
        if (processing) {
            return;
        }
        processing = true;
        for (ByteBuf in; exchange == null && !closing && (in = intake.received()) != null; ) {
            if (!processRequest(in)) {
                break;
            }
        }
        processing = false;
        if (inputClosed && exchange == null && !closing) {
            closeGracefully();
        }
    }

    private boolean processRequest(ByteBuf in) {
        Exchange next = reader.read(in, this, client.peer());
        if (next == null) {
            if (reader.refusal() > 0) {
                refuse(reader.refusal());
            } else {
                times.enter(Phase.HEAD);
            }
            return false;
        }
        intake.releaseIfRead();
        if (goesOnWithHttp2(next)) {
            return false;
        }
        exchange = next;
        RequestHead head = next.request();
        intake.beginBody(head);
        requestEnded = intake.isBodyComplete();
        responseBegun = false;
        closeAfter = !head.keepsAlive() || inputClosed && intake.isEmpty();
        times.enter(Phase.EXCHANGE);
        handle(next);
        return true;
    }

    /** Leaves the connection to HTTP/2, if that is what the client asks for. */
    private boolean goesOnWithHttp2(Exchange next) {
        Http2Upgrade upgrade = settings.secure() ? null : Http2Upgrade.of(next.request());
        if (upgrade == null) {
            return false;
        }
        reader.release(next, false);
        sender.flushNow();
        closing = true;
        ByteBuf rest = intake.takeAll();
        ChannelHandlerContext own = channel.pipeline().context(this);
        channel.pipeline().replace(this, "http2", new Http2Connection(settings, client, upgrade));
        if (rest != null) {
            own.fireChannelRead(rest);
        }
        return true;
    }

    private void handle(Exchange next) {
        boolean broken = !Reception.receive(next, client, settings) && exchange == next;
        if (broken && responseBegun) {
            abort();
        } else if (broken) {
            next.fail(Failure.INTERNAL);
        }
    }

    /** Gives the server what has come of the body. */
    private void passBody() {
        Exchange current = exchange;
        ServerSide server = current == null ? null : current.server();
        if (server == null || requestEnded && !tunnel || !server.isWritable()) {
            return;
        }
        for (ByteBuf part; (part = takeBody()) != null; ) {
            bodyWritten = true;
            server.body(part);
        }
        if (!requestEnded && intake.isBodyComplete()) {
            requestEnded = true;
            server.endOfRequest();
        }
        if (tunnel && inputClosed && !inputClosedSaid) {
            inputClosedSaid = true;
            server.endOfRequest();
        }
    }

    @Override
    public @Nullable ByteBuf takeBody() {
        if (tunnel) {
            return intake.takeAll();
        }
        boolean sound = !intake.isBodyBroken();
        ServerSide server = exchange == null ? null : exchange.server();
        ByteBuf part = intake.takeBody(server == null || server.takesChunkedCoding());
        if (sound && intake.isBodyBroken()) {
            // Not at once: the server's side is in the middle of asking for it.
            Exchange current = exchange;
            channel.eventLoop().execute(() -> {
                if (exchange == current) {
                    refuse(400);
                }
            });
        }
        return part;
    }

    @Override
    public boolean isRequestComplete() {
        requestEnded = intake.isBodyComplete();
        return requestEnded;
    }

    @Override
    public void resume() {
        passBody();
        Exchange current = exchange;
        ServerSide server = current == null ? null : current.server();
        if (server != null && bodyWritten) {
            bodyWritten = false;
            server.flush();
        }
        if (intake.isEmpty()) {
            read();
        }
    }

    private void read() {
        if (!inputClosed) {
            intake.resume();
        }
    }

    /** What it shares with the others of its entry point. */
    ConnectionSettings settings() {
        return settings;
    }

    /** Whether it is the client's turn to send some of the body. */
    boolean isReadingBody() {
        return exchange != null && !requestEnded && !intake.isPaused() && !tunnel;
    }

    /** Whether bytes go to and fro until one side closes. */
    boolean isTunnel() {
        return tunnel;
    }

    /** How long the exchange may take, as far as its frontend says. */
    RequestTimes requestTimes() {
        return exchange == null ? RequestTimes.UNSAID : exchange.requestTimes();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event == SslCloseCompletionEvent.SUCCESS) {
            inputClosed();
        }
        ctx.fireUserEventTriggered(event);
    }

    /** The client will send no more; it may still wait for the answer (RFC 9112 §9.6). */
    private void inputClosed() {
        inputClosed = true;
        closeAfter |= intake.isEmpty();
        if (exchange == null && !closing) {
            closeGracefully();
        } else if (tunnel && !closing) {
            // Half of it is over when what has come is passed on; the server may still have something to say.
            resume();
        } else if (closing || !intake.isBodyComplete()) {
            close();
        }
    }

    // ---- what the client gets

    @Override
    public boolean takesChunkedCoding() {
        return sender.framing() == Framing.RECEIVED;
    }

    @Override
    public void interim(ResponseHead head) {
        RequestHead request = current().request();
        if (!request.isHttp10() && (head.status() != 100 || request.expectsContinue())) {
            sender.head(head, NO_EDITS, Connection.PERSISTENT, Framing.RECEIVED);
            sender.flush();
        }
    }

    @Override
    public void head(ResponseHead head) {
        RequestHead request = current().request();
        responseBegun = true;
        current().responding(head.status());
        Framing framing = ResponseSender.framing(head, request);
        closeAfter |= framing == Framing.UNTIL_CLOSE
                || !intake.isBodyComplete()
                || settings.draining().getAsBoolean();
        sender.head(head, current().responseEdits(), ResponseSender.connection(request, closeAfter), framing);
    }

    @Override
    public void upgrade(ResponseHead head) {
        responseBegun = true;
        closeAfter = true;
        tunnel = true;
        times.moved();
        current().responding(head.status());
        sender.head(head, current().responseEdits(), Connection.UPGRADE, Framing.RECEIVED);
        sender.flush();
        resume();
    }

    @Override
    public void body(ByteBuf part) {
        times.moved();
        sender.body(part);
    }

    @Override
    public boolean takesPipes() {
        return sender.takesPipes() && !settings.secure();
    }

    @Override
    public void body(Piped part) {
        times.moved();
        sender.body(part);
    }

    @Override
    public void trailers(Fields fields) {
        sender.trailers(fields);
    }

    @Override
    public void end() {
        sender.end();
        intake.skipBody();
        finish(true);
        if (closeAfter || !intake.isBodyComplete()) {
            closeGracefully();
            return;
        }
        times.enter(Phase.IDLE);
        if (processing) {
            return;
        }
        processRequests();
        sender.flush();
        if (exchange == null || intake.isEmpty()) {
            read();
        }
    }

    @Override
    public void halfEnd() {
        sender.flush();
        outflow.finish();
    }

    @Override
    public void answer(Answer answer) {
        intake.skipBody();
        RequestHead request = current().request();
        responseBegun = true;
        current().answering(answer.status());
        closeAfter |= !intake.isBodyComplete() || settings.draining().getAsBoolean();
        sender.answer(
                answer, current().responseEdits(), ResponseSender.connection(request, closeAfter), request.isHead());
        end();
    }

    @Override
    public void flush() {
        sender.flush();
    }

    @Override
    public boolean isWritable() {
        return outflow.takesMore(0);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            resumeServer();
        }
    }

    private void resumeServer() {
        Exchange current = exchange;
        if (current != null && current.server() != null) {
            current.server().resume();
        }
    }

    /** Counts what waits for the client, and lets the server go on if it waited for want of memory alone. */
    void sweepOutflow() {
        if (outflow.reopens(0)) {
            resumeServer();
        }
    }

    /** The bytes of an answer that wait for the client to take them. */
    long pendingBytes() {
        return outflow.pendingBytes();
    }

    // ---- the end

    private Exchange current() {
        if (exchange == null) {
            throw new IllegalStateException("the exchange is over");
        }
        return exchange;
    }

    private void finish(boolean complete) {
        Exchange over = exchange;
        if (over != null) {
            exchange = null;
            tunnel = false;
            reader.release(over, complete);
        }
    }

    /** Answers with an error if that is still possible, and closes the connection. */
    void refuse(int status) {
        Exchange current = exchange;
        ServerSide server = current == null ? null : current.server();
        boolean begun = current != null && responseBegun;
        if (current != null && !begun) {
            current.answering(status);
        }
        finish(false);
        if (server != null) {
            server.cancel();
        }
        if (begun || status == 408 && intake.isEmpty() && current == null) {
            close();
            return;
        }
        sender.answer(Answer.text(status, Reasons.of(status) + "\n"), NO_EDITS, Connection.CLOSE, false);
        closeGracefully();
    }

    /** Closes so that the client gets the answer even if it is still sending (RFC 9112 §9.6). */
    private void closeGracefully() {
        sender.flushNow();
        closing = true;
        boolean unread = !intake.isEmpty() || !requestEnded;
        intake.release();
        if (!unread || inputClosed || !(channel instanceof DuplexChannel duplex)) {
            channel.writeAndFlush(channel.alloc().buffer(0)).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        read();
        channel.writeAndFlush(channel.alloc().buffer(0)).addListener(future -> {
            times.enter(Phase.LINGERING);
            duplex.shutdownOutput();
        });
    }

    @Override
    public void abort() {
        if (sender.framing() == Framing.UNTIL_CLOSE) {
            // A plain close would look like the end of the body.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        finish(false);
        close();
    }

    /** Closes at once. */
    void close() {
        closing = true;
        outflow.flushNow();
        channel.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        closing = true;
        intake.release();
        sender.release();
        Exchange current = exchange;
        ServerSide server = current == null ? null : current.server();
        finish(false);
        if (server != null) {
            server.cancel();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            LOG.error("client {}: {}", client.peer().address(), cause.getMessage());
        } else if (!SocketFaults.areSeenIn(cause)) {
            LOG.error("client {}: {}", client.peer().address(), cause, cause);
        }
        if (BrokenSocket.isSeenIn(cause)) {
            closing = true;
            BrokenSocket.close(channel);
        } else {
            close();
        }
    }
}
