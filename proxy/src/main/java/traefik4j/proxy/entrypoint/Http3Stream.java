package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3ErrorCode;
import io.netty.handler.codec.http3.Http3Exception;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Outflow;
import traefik4j.proxy.exchange.Sweeper.Swept;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.HeadEdits;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http2.ErrorCode;
import traefik4j.proxy.http2.RequestBlock;

/**
 * A request that came by HTTP/3, and the stream its response goes out on. The block of fields becomes a head of HTTP/1.1,
 * as for HTTP/2. Lives on the event loop of the socket.
 */
final class Http3Stream extends Http3RequestStreamInboundHandler implements ResponseStream, Swept {
    private static final Logger LOG = LoggerFactory.getLogger(Http3Stream.class);
    private static final int ENOUGH_WAITING = 256 << 10;

    private final Http3Connection connection;
    private final QuicStreamChannel channel;
    private final Worker worker;
    private final RequestBlock request;
    private final Outflow outflow;
    private final Runnable flush;
    private @Nullable StreamClient client;
    private @Nullable Http3Headers trailers;
    private boolean headPending;
    private boolean flushPending;
    private boolean localEnded;
    private boolean remoteEnded;
    private long contentLeft = -1;
    private int waiting;
    private long outgoing;
    private int writes;
    private long progress;
    private int slot;

    Http3Stream(Http3Connection connection, QuicStreamChannel channel) {
        this.connection = connection;
        this.channel = channel;
        worker = connection.host().worker();
        request = new RequestBlock(connection.host().settings().limits().maxHeaderBytes(), SecureRandom::new);
        outflow = new Outflow(worker, channel);
        flush = this::flushNow;
        progress = worker.now();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        connection.opened();
        worker.sweeper().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        connection.closed();
        worker.sweeper().remove(this);
        outflow.end();
    }

    // ---- what the client sends

    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3HeadersFrame frame) {
        if (client != null || headPending) {
            // Trailers of requests are not passed on, whatever the protocol.
            return;
        }
        request.begin(worker.takeHead(0));
        frame.headers().forEach(field -> {
            byte[] name = Ascii.bytes(field.getKey().toString());
            byte[] value = Ascii.bytes(field.getValue().toString());
            request.field(name, 0, name.length, value, 0, value.length);
        });
        // Whether content follows is not known before what came with it is read.
        headPending = true;
    }

    @Override
    protected void channelRead(ChannelHandlerContext ctx, Http3DataFrame frame) {
        begin(false);
        ByteBuf data = frame.content();
        StreamClient its = client;
        int size = data.readableBytes();
        if (its == null || localEnded && size > 0 && contentLeft == 0) {
            data.release();
            return;
        }
        if (contentLeft >= 0 && size > contentLeft) {
            data.release();
            broken(its);
            return;
        }
        contentLeft -= contentLeft > 0 ? size : 0;
        waiting += size;
        its.data(data);
        if (waiting > ENOUGH_WAITING) {
            channel.config().setAutoRead(false);
        }
    }

    @Override
    protected void channelInputClosed(ChannelHandlerContext ctx) {
        if (remoteEnded) {
            return;
        }
        remoteEnded = true;
        begin(true);
        StreamClient its = client;
        if (its != null && contentLeft > 0) {
            broken(its);
        } else if (its != null) {
            its.ended();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        begin(false);
    }

    private void begin(boolean end) {
        if (!headPending) {
            return;
        }
        headPending = false;
        RequestBlock.Outcome outcome = request.finish(end);
        StreamClient its = new StreamClient(connection.host(), this, request.bytes());
        switch (outcome) {
            case REQUEST, WEBSOCKET -> {
                client = its;
                its.begin(request.length(), end);
            }
            case CONNECT, TOO_LARGE -> {
                client = its;
                its.refuse(outcome == RequestBlock.Outcome.TOO_LARGE ? 431 : 501);
            }
            case MALFORMED -> channel.shutdown(Http3ErrorCode.H3_MESSAGE_ERROR.code());
        }
    }

    private void broken(StreamClient its) {
        channel.shutdown(Http3ErrorCode.H3_MESSAGE_ERROR.code());
        its.reset(ErrorCode.PROTOCOL_ERROR);
    }

    @Override
    public void consumed(int bytes) {
        waiting -= bytes;
        if (waiting <= ENOUGH_WAITING / 2 && !channel.config().isAutoRead()) {
            channel.config().setAutoRead(true);
        }
    }

    @Override
    public void expect(long contentLength) {
        contentLeft = contentLength;
    }

    // ---- what the client gets

    @Override
    public void head(ResponseHead head, int status, HeadEdits edits) {
        write(channel.write(new DefaultHttp3HeadersFrame(Http3Fields.of(head, status, edits))), 0);
    }

    @Override
    public void head(Answer answer, HeadEdits edits) {
        write(channel.write(new DefaultHttp3HeadersFrame(Http3Fields.of(answer, edits))), 0);
    }

    @Override
    public void data(ByteBuf part) {
        if (localEnded || !part.isReadable()) {
            part.release();
            return;
        }
        int size = part.readableBytes();
        write(channel.write(new DefaultHttp3DataFrame(fromItsBeginning(part))), size);
    }

    /** The codec sends a buffer from its first byte on, whether that was read or not. */
    private ByteBuf fromItsBeginning(ByteBuf part) {
        if (part.readerIndex() == 0) {
            return part;
        }
        ByteBuf copy = channel.alloc().directBuffer(part.readableBytes()).writeBytes(part);
        part.release();
        return copy;
    }

    private void write(ChannelFuture future, int content) {
        writes++;
        outgoing += content;
        future.addListener(done -> {
            writes--;
            outgoing -= content;
            progress = worker.now();
        });
        flushSoon();
    }

    @Override
    public void trailers(Fields fields) {
        trailers = Http3Fields.of(fields);
    }

    @Override
    public void end() {
        if (localEnded) {
            return;
        }
        localEnded = true;
        progress = worker.now();
        Object last = trailers == null
                ? new DefaultHttp3DataFrame(Unpooled.EMPTY_BUFFER)
                : new DefaultHttp3HeadersFrame(trailers);
        channel.write(last).addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
        flushSoon();
    }

    private void flushSoon() {
        if (!flushPending) {
            flushPending = true;
            worker.loop().execute(flush);
        }
    }

    private void flushNow() {
        flushPending = false;
        channel.flush();
    }

    @Override
    public void reset(ErrorCode code) {
        localEnded = true;
        switch (code) {
            case NO_ERROR -> channel.shutdownInput(Http3ErrorCode.H3_NO_ERROR.code());
            case CANCEL -> channel.shutdown(Http3ErrorCode.H3_REQUEST_CANCELLED.code());
            default -> channel.shutdown(Http3ErrorCode.H3_INTERNAL_ERROR.code());
        }
    }

    @Override
    public boolean isWritable() {
        return outflow.takesMore(outgoing);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (client != null && isWritable()) {
            client.writable();
        }
    }

    // ---- the end

    /** A client that breaks the rules is its own affair; the codec resets the stream. */
    @Override
    protected void handleHttp3Exception(ChannelHandlerContext ctx, Http3Exception exception) {
        LOG.debug("client {}: {}", connection.host().client().peer().address(), exception.getMessage());
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (client != null) {
            client.reset(ErrorCode.CANCEL);
        }
        super.channelInactive(ctx);
    }

    @Override
    public boolean isStalledSince(long time) {
        return writes > 0 && progress - time <= 0;
    }

    @Override
    public boolean lingersSince(long time) {
        return localEnded && !remoteEnded && progress - time <= 0;
    }

    @Override
    public void sweep(long now) {
        if (client != null) {
            if (outflow.reopens(outgoing)) {
                client.writable();
            }
            client.sweep(now);
        } else if (now - progress
                > connection.host().settings().limits().headerReadTimeout().toNanos()) {
            channel.shutdown(Http3ErrorCode.H3_REQUEST_REJECTED.code());
        }
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void slot(int number) {
        slot = number;
    }
}
