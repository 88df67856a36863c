package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An event loop and what belongs to it alone: scratch space, spare exchanges and buffers for heads, a coarse clock, the
 * connections whose time-outs it watches. Only its own thread touches it, so nothing here is locked.
 */
public final class Worker {
    private static final int HEAD_SIZE = 4096;
    private static final int SPARE = 1024;
    private static final int SPARE_PIPES = 16;
    private static final int SWEEP_MILLIS = 100;

    private final int index;
    private final EventLoop loop;
    private final Transport transport;
    private final Backlog backlog;
    private final Reads reads;
    private final Flushes flushes;
    private final Spares spares = new Spares();
    private final Sweeper sweeper = new Sweeper();
    private final ArrayDeque<byte[]> spareHeads = new ArrayDeque<>();
    private final ArrayDeque<Pipe> sparePipes = new ArrayDeque<>();
    private final ArrayDeque<Exchange> spareExchanges = new ArrayDeque<>();
    private byte[] scratch = new byte[16 << 10];
    private long now = System.nanoTime();
    private boolean ended;

    /** The worker with this number, counted from 0, on this event loop. */
    public Worker(int index, EventLoop loop, Transport transport) {
        this(index, loop, transport, new Backlog(Long.MAX_VALUE));
    }

    /** The same, where this much may wait for clients and servers. */
    public Worker(int index, EventLoop loop, Transport transport, Backlog backlog) {
        this.backlog = backlog;
        reads = new Reads(backlog, spares);
        flushes = new Flushes(loop);
        this.index = index;
        this.loop = loop;
        this.transport = transport;
    }

    /** Begins to look at time-outs, until the event loop ends. */
    public void start() {
        loop.scheduleAtFixedRate(this::tick, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Gives back to the system what it keeps for later; its event loop is about to end. */
    void end() {
        ended = true;
        sparePipes.forEach(Pipe::close);
        sparePipes.clear();
        spares.end();
    }

    private void tick() {
        now = System.nanoTime();
        sweeper.sweep(now);
    }

    /** Its number, counted from 0. */
    public int index() {
        return index;
    }

    /** Its event loop. */
    public EventLoop loop() {
        return loop;
    }

    /** How its sockets are made. */
    public Transport transport() {
        return transport;
    }

    /** The connections whose time-outs are watched here. */
    public Sweeper sweeper() {
        return sweeper;
    }

    /** What waits here for clients and servers to take it. */
    public Backlog backlog() {
        return backlog;
    }

    /** How its sockets read. */
    public Reads reads() {
        return reads;
    }

    /** An empty buffer outside of the heap for so many bytes; {@link Outflow} takes it back when they were sent. */
    public ByteBuf takeBuffer(ByteBufAllocator allocator, int capacity) {
        return spares.take(allocator, capacity);
    }

    /** An empty buffer outside of the heap to read so many bytes into. */
    ByteBuf takeForRead(ByteBufAllocator allocator, int capacity) {
        return spares.takeForRead(allocator, capacity);
    }

    /** Takes back a buffer that the caller alone has. */
    public void giveBackBuffer(ByteBuf buffer) {
        spares.giveBack(buffer);
    }

    /** What its sockets send when all were read. */
    Flushes flushes() {
        return flushes;
    }

    /** {@link System#nanoTime} as of the last sweep, up to a tenth of a second ago. */
    public long now() {
        return now;
    }

    /** An array of at least this size, good until the next call. */
    public byte[] scratch(int size) {
        if (scratch.length < size) {
            scratch = new byte[roundUp(size)];
        }
        return scratch;
    }

    /** An array for a head of at least this size, until it is given back. */
    public byte[] takeHead(int size) {
        if (size > HEAD_SIZE) {
            return new byte[roundUp(size)];
        }
        byte[] spare = spareHeads.pollLast();
        return spare == null ? new byte[HEAD_SIZE] : spare;
    }

    /** Gives an array back. */
    public void giveBackHead(byte[] head) {
        if (head.length == HEAD_SIZE && spareHeads.size() < SPARE) {
            spareHeads.addLast(head);
        }
    }

    /** A pipe with nothing in it, until it is given back; null if there is none to be had. */
    public @Nullable Pipe takePipe() {
        Pipe spare = sparePipes.pollLast();
        return spare == null ? Pipe.open() : spare;
    }

    /** Gives a pipe back. */
    public void giveBackPipe(Pipe pipe) {
        if (pipe.isEmpty() && !ended && sparePipes.size() < SPARE_PIPES) {
            sparePipes.addLast(pipe);
        } else {
            pipe.close();
        }
    }

    /** An exchange for this client, until it is given back. */
    public Exchange takeExchange(ClientSide client, Peer peer) {
        Exchange spare = spareExchanges.pollLast();
        Exchange exchange = spare == null ? new Exchange(this) : spare;
        exchange.begin(client, peer);
        return exchange;
    }

    /**
     * Gives an exchange back that is over.
     *
     * @param complete whether the client was given all of the response
     */
    public void giveBackExchange(Exchange exchange, boolean complete) {
        exchange.end(complete);
        if (spareExchanges.size() < SPARE) {
            spareExchanges.addLast(exchange);
        }
    }

    private static int roundUp(int size) {
        return Integer.highestOneBit(size - 1) << 1;
    }
}
