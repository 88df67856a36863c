package traefik4j.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Outflow;
import traefik4j.proxy.exchange.SocketFaults;
import traefik4j.proxy.exchange.Sweeper.Swept;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.Fields;
import traefik4j.proxy.http.ResponseParser;
import traefik4j.proxy.http2.ErrorCode;
import traefik4j.proxy.http2.FieldSink;
import traefik4j.proxy.http2.Http2Link;
import traefik4j.proxy.http2.Http2Stream;
import traefik4j.proxy.http2.LinkOwner;
import traefik4j.proxy.http2.LinkSettings;
import traefik4j.proxy.http2.ResponseBlock;
import traefik4j.proxy.http2.TrailerBlock;

/**
 * A connection to a server that speaks HTTP/2. It carries as many exchanges at the same time as the server allows, each a
 * {@link StreamServer}. Lives on one event loop.
 */
final class Http2ServerConnection extends ChannelInboundHandlerAdapter implements LinkOwner, Swept {
    private static final Logger LOG = LoggerFactory.getLogger(Http2ServerConnection.class);

    private final ServerPool pool;
    private final Worker worker;
    private final StreamRequestWriter writer;
    private final ResponseParser parser;
    private final ResponseBlock response;
    private final TrailerBlock trailers;
    private final Fields trailerFields = new Fields();
    private final List<StreamServer> toFlush = new ArrayList<>();
    private @Nullable Http2Link link;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Outflow outflow;
    private boolean used;
    private boolean leaving;
    private boolean gone;
    private long idleSince;
    private int slot;

    Http2ServerConnection(ServerPool pool) {
        this.pool = pool;
        worker = pool.worker();
        writer = new StreamRequestWriter(
                worker, pool.server().secure() != null, pool.server().destination());
        parser = new ResponseParser(pool.settings().maxHeaderCount());
        response = new ResponseBlock(pool.settings().maxHeaderBytes());
        trailers = new TrailerBlock(pool.settings().maxHeaderBytes());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outflow = new Outflow(worker, added.channel());
        idleSince = worker.now();
        worker.sweeper().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        worker.sweeper().remove(this);
        outflow().end();
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context);
    }

    private Outflow outflow() {
        return Objects.requireNonNull(outflow);
    }

    /** Whether the memory bears more for this server. */
    boolean takesMore() {
        return outflow().takesMore(Objects.requireNonNull(link).queued());
    }

    /** Says hello, once the connection is there. */
    void begin() {
        link = new Http2Link(
                false, new LinkSettings(0, pool.settings().maxHeaderBytes()), this, context(), worker::now);
    }

    Worker worker() {
        return worker;
    }

    ServerPool pool() {
        return pool;
    }

    StreamRequestWriter writer() {
        return writer;
    }

    ResponseParser parser() {
        return parser;
    }

    /** Whether nothing goes over it any more. */
    boolean isGone() {
        return gone;
    }

    /** Whether it takes another exchange now. */
    boolean mayTake() {
        return link != null && !leaving && !gone && link.mayOpen();
    }

    /** Sends a request. */
    void send(Exchange exchange) {
        Http2Stream stream = Objects.requireNonNull(link).open();
        StreamServer call = new StreamServer(this, stream, exchange);
        stream.owner(call);
        boolean again = used;
        used = true;
        call.send(exchange, again);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (link == null) {
            ((ByteBuf) message).release();
            ctx.close();
            return;
        }
        link.read((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // To flush one may make room for more, which adds it again.
        for (int i = 0; i < toFlush.size(); i++) {
            toFlush.get(i).flushClient();
        }
        toFlush.clear();
    }

    /** What this call's client was given is sent on when all that was received is read. */
    void flushLater(StreamServer call) {
        if (toFlush.isEmpty() || toFlush.getLast() != call) {
            toFlush.add(call);
        }
    }

    @Override
    public FieldSink block(Http2Stream stream) {
        if (stream.owner() instanceof StreamServer call && !call.isResponding()) {
            response.begin(call.takeHead());
            return response;
        }
        trailers.begin(worker.takeHead(0));
        return trailers;
    }

    @Override
    public void blockEnded(Http2Stream stream, boolean end) {
        if (!(stream.owner() instanceof StreamServer call)) {
            return;
        }
        if (!call.isResponding()) {
            if (response.finish()) {
                call.head(response.bytes(), response.length(), end);
            } else {
                worker.giveBackHead(response.bytes());
                call.malformed();
            }
            return;
        }
        boolean sound = trailers.finish() && end && trailerFields.read(trailers.bytes(), 0, trailers.length());
        if (sound) {
            call.trailers(trailerFields);
        } else {
            call.malformed();
        }
        worker.giveBackHead(trailers.bytes());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (link != null && ctx.channel().isWritable()) {
            link.channelIsWritable();
        }
    }

    @Override
    public void goingAway(int lastStream) {
        leaving = true;
    }

    @Override
    public void close() {
        gone = true;
        pool.remove(this);
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    /** Takes no more exchanges; closes when the last one is over, now if there is none. */
    void retire() {
        leaving = true;
        if (link != null && link.streamCount() == 0) {
            link.fail(ErrorCode.NO_ERROR);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        gone = true;
        pool.remove(this);
        if (link != null) {
            link.end();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            LOG.error("server {}: {}", pool.server().url(), cause.getMessage());
        } else if (!SocketFaults.areSeenIn(cause)) {
            LOG.error("server {}: {}", pool.server().url(), cause, cause);
        }
        ctx.close();
    }

    @Override
    public void sweep(long now) {
        Http2Link current = link;
        if (current == null) {
            return;
        }
        if (outflow().reopens(current.queued())) {
            current.channelIsWritable();
        }
        if (current.streamCount() > 0) {
            idleSince = now;
            for (Http2Stream stream : current.streams()) {
                if (stream.owner() instanceof StreamServer call) {
                    call.sweep(now);
                }
            }
        } else if (leaving || now - idleSince > pool.settings().idleTimeout().toNanos()) {
            current.fail(ErrorCode.NO_ERROR);
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
