package traefik4j.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Destination;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Failure;
import traefik4j.proxy.exchange.Outflow;
import traefik4j.proxy.exchange.Reads;
import traefik4j.proxy.exchange.Receiver;
import traefik4j.proxy.exchange.RequestTimes;
import traefik4j.proxy.exchange.RequestWriter;
import traefik4j.proxy.exchange.ServerSide;
import traefik4j.proxy.exchange.SocketFaults;
import traefik4j.proxy.exchange.Sweeper.Swept;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.ResponseHead;

/**
 * A connection to a server, HTTP/1.1. It carries one exchange at a time: the request goes out in one write, the response
 * comes back through a {@link ResponseReader}. Lives on one event loop.
 */
final class ServerConnection extends Receiver implements ServerSide, Swept {
    private static final Logger LOG = LoggerFactory.getLogger(ServerConnection.class);

    private final ServerPool pool;
    private final Worker worker;
    private final boolean once;
    private final ResponseReader reader;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Outflow outflow;
    private @Nullable Exchange exchange;
    private boolean reused;
    private boolean requestEnded;
    private boolean broken;
    private boolean paused;
    private boolean saidGoodbye;
    private boolean clientEnded;
    private boolean serverEnded;
    private long since;
    private long moved;
    private long kept;
    private int slot;

    /** A new connection, or a tunnel that is good for one exchange, as a proxy gets all others itself. */
    ServerConnection(ServerPool pool, boolean once) {
        this.pool = pool;
        this.once = once;
        worker = pool.worker();
        reader = new ResponseReader(this, pool.settings());
        kept = pool.settings().idleTimeout().toNanos();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        outflow = new Outflow(worker, added.channel());
        since = worker.now();
        worker.sweeper().add(this);
        added.channel().config().setRecvByteBufAllocator(worker.reads().after(reader::beforeRead, added.channel()));
    }

    /** Its channel; null if there is TLS on it. */
    @Nullable
    Channel plainChannel() {
        return pool.server().secure() == null ? context().channel() : null;
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

    /** Whether it is open. */
    boolean isUsable() {
        return context().channel().isActive() && exchange == null && !once;
    }

    /** Notes since when it has been free. */
    void idleSince(long now) {
        since = now;
    }

    @Override
    protected Worker worker() {
        return worker;
    }

    /** The exchange it carries; there has to be one. */
    Exchange exchange() {
        return Objects.requireNonNull(exchange);
    }

    /** Sends a request: head, and as much of the body as is there, in one write. */
    void send(Exchange next, boolean overUsedConnection) {
        exchange = next;
        reused = overUsedConnection;
        requestEnded = false;
        since = worker.now();
        moved = since;
        next.server(this);
        reader.begin(next.request().isHead());
        LiveServer server = pool.server();
        Destination destination = once ? server.destination() : server.destinationByProxy();
        byte[] out = worker.scratch(RequestWriter.capacity(next, destination));
        int length = RequestWriter.write(next, destination, out);
        ClientSide client = next.client();
        outflow().writeHead(out, length, client.takeBody());
        flush();
        if (client.isRequestComplete()) {
            endOfRequest();
        } else if (exchange == next) {
            client.resume();
        }
    }

    @Override
    public boolean takesChunkedCoding() {
        return true;
    }

    @Override
    public void body(ByteBuf part) {
        moved = worker.now();
        outflow().write(part);
    }

    @Override
    public void endOfRequest() {
        requestEnded = true;
        since = worker.now();
        if (reader.isTunnel()) {
            clientEnded = true;
            endTunnel();
        }
    }

    /** In a tunnel each side may end before the other does. */
    void tunnelBegins() {
        if (pool.server().secure() == null) {
            context().channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
    }

    /** One side of a tunnel has ended; the other side is told, behind all that is on its way to it. */
    private void endTunnel() {
        Exchange current = exchange();
        if (clientEnded && serverEnded) {
            exchange = null;
            reader.release();
            outflow().flushNow();
            context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            current.client().end();
        } else if (clientEnded) {
            outflow().finish();
        } else {
            current.client().halfEnd();
        }
    }

    @Override
    public void flush() {
        outflow().flush();
    }

    @Override
    public boolean isWritable() {
        return outflow().takesMore(0);
    }

    @Override
    public void resume() {
        if (paused) {
            paused = false;
            context().channel().config().setAutoRead(true);
        }
    }

    @Override
    public void cancel() {
        exchange = null;
        close();
    }

    /** Closes it. */
    void close() {
        context().close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf received = (ByteBuf) message;
        if (exchange == null) {
            // A server that speaks unasked (a 408 before it closes, say) must not answer the next request with it.
            received.release();
            ctx.close();
            return;
        }
        moved();
        boolean large = received.readableBytes() >= Reads.LARGE;
        reader.read(received);
        if (large) {
            channelReadComplete(ctx);
        }
    }

    @Override
    protected boolean expectsHead() {
        return exchange != null && reader.isBeforeHead();
    }

    void pause() {
        paused = true;
        context().channel().config().setAutoRead(false);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            reader.readComplete();
        }
        Exchange current = exchange;
        if (current == null) {
            return;
        }
        current.client().flush();
        if (exchange != current) {
            return;
        }
        if (current.client().isWritable() && !reader.isWaiting()) {
            resume();
        } else {
            pause();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null && takesFromClient() && ctx.channel().isWritable()) {
            exchange.client().resume();
        }
    }

    private boolean takesFromClient() {
        return !requestEnded || reader.isTunnel();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Exchange current = exchange;
        if (current == null) {
            pool.remove(this);
            reader.release();
            return;
        }
        if (reader.hasReceivedNothing() && reused && current.request().isSafeToRepeat()) {
            exchange = null;
            reader.release();
            pool.forwardByNewConnection(current);
        } else {
            reader.serverClosed(broken || isCutOff());
        }
    }

    /** Whether the end came without the word that TLS has for it, so that something may be missing before it. */
    private boolean isCutOff() {
        return pool.server().secure() != null && !saidGoodbye;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslCloseCompletionEvent closing && closing.isSuccess()) {
            // It will say no more; without that word the end of a connection may be anybody's doing.
            saidGoodbye = true;
            ctx.close();
        } else if (event instanceof ChannelInputShutdownEvent && exchange != null) {
            serverEnded = true;
            endTunnel();
        } else if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable thrown) {
        Throwable cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
        broken = true;
        if (cause instanceof OutOfMemoryError) {
            LOG.error("server {}: {}", pool.server().url(), cause.getMessage());
            ctx.close();
        } else if (!SocketFaults.areSeenIn(cause)) {
            LOG.error("server {}: {}", pool.server().url(), cause, cause);
            ctx.close();
        } else if (exchange == null || reader.isTunnel() || !(cause instanceof IOException)) {
            ctx.close();
        }
        // Else a read that fails closes by itself, and a write that fails leaves an answer to be read.
    }

    /** The response is complete: the connection is free again, or done with. */
    void responseEnded(boolean reusable) {
        Exchange current = exchange();
        exchange = null;
        kept = current.serverTimes().idle(pool.settings().idleTimeout());
        resume();
        reader.release();
        if (reusable && requestEnded) {
            pool.release(this);
        } else {
            close();
        }
        current.client().end();
    }

    /** There is no response, and will not be. */
    void fail(Failure failure) {
        Exchange current = exchange();
        exchange = null;
        reader.release();
        close();
        LOG.debug("server {}: {}", pool.server().url(), failure);
        current.fail(failure);
    }

    /** The response broke off. */
    void abort() {
        Exchange current = exchange();
        exchange = null;
        reader.release();
        close();
        current.client().abort();
    }

    @Override
    public void sweep(long now) {
        Exchange current = exchange;
        if (outflow().reopens(0) && current != null && takesFromClient()) {
            current.client().resume();
        }
        if (current == null) {
            if (RequestTimes.exceeds(now - since, kept)) {
                close();
            }
        } else if (requestEnded
                && reader.isBeforeHead()
                && RequestTimes.exceeds(
                        now - since,
                        current.serverTimes()
                                .responseHeader(
                                        current.requestTimes(), pool.settings().responseHeaderTimeout()))) {
            fail(Failure.RESPONSE_TIMEOUT);
        } else if (!paused
                && RequestTimes.exceeds(now - moved, current.requestTimes().idle())) {
            reader.timedOut();
        }
    }

    void moved() {
        moved = worker.now();
    }

    @Override
    public int slot() {
        return slot;
    }

    @Override
    public void slot(int number) {
        slot = number;
    }

    /** The head the response is read into. */
    ResponseHead head() {
        return exchange().response();
    }
}
