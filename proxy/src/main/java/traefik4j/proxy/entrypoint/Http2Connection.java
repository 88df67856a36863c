package traefik4j.proxy.entrypoint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Outflow;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.RequestTimes;
import traefik4j.proxy.exchange.SocketFaults;
import traefik4j.proxy.exchange.Sweeper.Swept;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http2.ErrorCode;
import traefik4j.proxy.http2.FieldSink;
import traefik4j.proxy.http2.Http2Link;
import traefik4j.proxy.http2.Http2Stream;
import traefik4j.proxy.http2.LinkOwner;
import traefik4j.proxy.http2.LinkSettings;
import traefik4j.proxy.http2.RequestBlock;
import traefik4j.proxy.http2.TrailerBlock;

/**
 * A connection of a client that speaks HTTP/2 (RFC 9113). Every request is an exchange of its own, with a {@link
 * StreamClient} as its client side. Lives on one event loop.
 */
final class Http2Connection extends ChannelInboundHandlerAdapter implements LinkOwner, Swept {
    private static final Logger LOG = LoggerFactory.getLogger(Http2Connection.class);
    private static final int MAX_STREAMS = 250;
    private static final long BETWEEN_FAREWELLS = Duration.ofMillis(500).toNanos();

    private final ConnectionSettings settings;
    private final ClientFacts client;
    private final StreamHost host;
    private final StreamSender sender;
    private final RequestBlock request;
    private final TrailerBlock trailers;
    private final List<StreamClient> toFlush = new ArrayList<>();
    private final @Nullable Http2Upgrade upgrade;
    private @Nullable Http2Link link;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Outflow outflow;
    private boolean peerLeaves;
    private long farewell;
    private boolean refuses;
    private long idleSince;
    private long stalledAt;
    private long stalledSince;
    private int slot;

    Http2Connection(ConnectionSettings settings, ClientFacts client) {
        this(settings, client, null);
    }

    /** A connection that begins with HTTP/2, or goes on with it. */
    Http2Connection(ConnectionSettings settings, ClientFacts client, @Nullable Http2Upgrade upgrade) {
        this.settings = settings;
        this.client = client;
        this.upgrade = upgrade;
        host = new StreamHost(settings, client, this::flushLater);
        sender = new StreamSender(client.worker());
        request = new RequestBlock(settings.limits().maxHeaderBytes(), SecureRandom::new);
        trailers = new TrailerBlock(settings.limits().maxHeaderBytes());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        outflow = new Outflow(worker(), ctx.channel());
        idleSince = worker().now();
        if (upgrade != null) {
            ByteBuf answer = ctx.alloc().directBuffer();
            Http2Upgrade.agree(answer);
            ctx.write(answer, ctx.voidPromise());
        }
        link = new Http2Link(
                true,
                new LinkSettings(MAX_STREAMS, settings.limits().maxHeaderBytes()),
                this,
                ctx,
                () -> worker().now());
        worker().sweeper().add(this);
        if (upgrade != null) {
            answer(upgrade, link);
        }
    }

    /** The request that asked for HTTP/2 is its first one. */
    private void answer(Http2Upgrade request, Http2Link over) {
        Http2Stream stream = over.openUpgraded(request.settings());
        StreamClient opened = new StreamClient(host, new Http2Responses(stream, sender, this), request.head());
        stream.owner(opened);
        opened.begin(request.head().length, true);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        worker().sweeper().remove(this);
        link().end();
        outflow().end();
    }

    private Http2Link link() {
        return Objects.requireNonNull(link);
    }

    private Outflow outflow() {
        return Objects.requireNonNull(outflow);
    }

    private Worker worker() {
        return client.worker();
    }

    private Peer peer() {
        return client.peer();
    }

    // ---- what the client sends

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        link().read((ByteBuf) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // To flush one may make room for more, which adds it again.
        for (int i = 0; i < toFlush.size(); i++) {
            toFlush.get(i).flushServer();
        }
        toFlush.clear();
        if (!ctx.channel().isWritable()) {
            // Whoever does not read answers gets no more of them.
            ctx.channel().config().setAutoRead(false);
        }
    }

    /** What this stream's server was given is sent on when all that was received is read. */
    private void flushLater(StreamClient stream) {
        toFlush.add(stream);
    }

    @Override
    public FieldSink block(Http2Stream stream) {
        if (stream.owner() == null) {
            request.begin(worker().takeHead(0));
            return request;
        }
        trailers.begin(worker().takeHead(0));
        return trailers;
    }

    @Override
    public void blockEnded(Http2Stream stream, boolean end) {
        if (stream.owner() instanceof StreamClient open) {
            trailersEnded(open, stream, end);
            return;
        }
        RequestBlock.Outcome outcome = request.finish(end);
        StreamClient opened = new StreamClient(host, new Http2Responses(stream, sender, this), request.bytes());
        switch (outcome) {
            case REQUEST, WEBSOCKET -> {
                stream.owner(opened);
                opened.begin(request.length(), end);
            }
            case CONNECT, TOO_LARGE -> {
                stream.owner(opened);
                opened.refuse(outcome == RequestBlock.Outcome.CONNECT ? 501 : 431);
            }
            case MALFORMED -> {
                worker().giveBackHead(request.bytes());
                stream.broken(ErrorCode.PROTOCOL_ERROR);
            }
        }
    }

    /** Trailers of requests are not passed on: a server might merge them into the fields that decided about them. */
    private void trailersEnded(StreamClient open, Http2Stream stream, boolean end) {
        boolean sound = trailers.finish();
        worker().giveBackHead(trailers.bytes());
        if (end && sound) {
            open.ended();
        } else {
            stream.broken(ErrorCode.PROTOCOL_ERROR);
        }
    }

    // ---- what the client gets

    /** Whether the memory bears more for this client. */
    boolean takesMore() {
        return outflow().takesMore(link().queued());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            ctx.channel().config().setAutoRead(true);
            link().channelIsWritable();
        }
    }

    // ---- the end

    @Override
    public void goingAway(int lastStream) {
        peerLeaves = true;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event == SslCloseCompletionEvent.SUCCESS) {
            // what was asked for before is still answered
            peerLeaves = true;
            if (link().streamCount() == 0) {
                link().fail(ErrorCode.NO_ERROR);
            }
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void close() {
        ChannelHandlerContext ctx = Objects.requireNonNull(context);
        ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        link().end();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof OutOfMemoryError) {
            LOG.error("client {}: {}", peer().address(), cause.getMessage());
        } else if (!SocketFaults.areSeenIn(cause)) {
            LOG.error("client {}: {}", peer().address(), cause, cause);
        }
        BrokenSocket.closeFor(cause, ctx);
    }

    @Override
    public void sweep(long now) {
        if (outflow().reopens(link().queued())) {
            link().channelIsWritable();
        }
        if (link().streamCount() > 0) {
            idleSince = now;
            for (Http2Stream stream : link().streams()) {
                if (stream.owner() instanceof StreamClient open) {
                    open.sweep(now);
                }
            }
        }
        if (isStalled(now)
                || link().waitsForRest()
                        && RequestTimes.exceeds(
                                now - idleSince, settings.limits().headerReadTimeout())) {
            Objects.requireNonNull(context).close();
        } else if (settings.draining().getAsBoolean()) {
            drain(now);
        } else if (link().streamCount() == 0
                && (peerLeaves
                        || RequestTimes.exceeds(
                                now - idleSince, settings.timeouts().idleTimeout()))) {
            link().fail(ErrorCode.NO_ERROR);
        }
    }

    /** Says goodbye twice, so that no request is lost that is under way (RFC 9113 §6.8), and closes behind the last one. */
    private void drain(long now) {
        if (farewell == 0) {
            farewell = now;
            link().announceEnd();
        } else if (!refuses && now - farewell > BETWEEN_FAREWELLS) {
            refuses = true;
            link().refuseStreams();
        } else if (refuses && link().streamCount() == 0 && pendingBytes() == 0) {
            link().fail(ErrorCode.NO_ERROR);
        }
    }

    private long pendingBytes() {
        return outflow().pendingBytes();
    }

    /** Whether what was sent has waited all the time for the client to take some of it. */
    private boolean isStalled(long now) {
        long pending = pendingBytes();
        if (pending == 0 || pending != stalledAt) {
            stalledAt = pending;
            stalledSince = now;
            return false;
        }
        return RequestTimes.exceeds(now - stalledSince, settings.limits().writeStallTimeout());
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
