package traefik4j.proxy.exchange;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;

/**
 * An event loop and what belongs to it alone: scratch space, spare buffers for heads, a clock, the connections whose
 * time-outs it watches. Only its own thread touches it, so nothing here is locked.
 */
public final class Worker {
    private static final int HEAD_SIZE = 4096;
    private static final int SPARE_HEADS = 1024;

    private final int index;
    private final EventLoop loop;
    private final Sweeper sweeper = new Sweeper();
    private final ArrayDeque<byte[]> spareHeads = new ArrayDeque<>();
    private byte[] scratch = new byte[16 << 10];

    /** The worker with this number, counted from 0, on this event loop. */
    public Worker(int index, EventLoop loop) {
        this.index = index;
        this.loop = loop;
    }

    /** Its number, counted from 0. */
    public int index() {
        return index;
    }

    /** Its event loop. */
    public EventLoop loop() {
        return loop;
    }

    /** The connections whose time-outs are watched here. */
    public Sweeper sweeper() {
        return sweeper;
    }

    /** An array of at least this size, good until the next call. */
    public byte[] scratch(int size) {
        if (scratch.length < size) {
            scratch = new byte[Integer.highestOneBit(size - 1) << 1];
        }
        return scratch;
    }

    /** An array for a head of at least this size, until it is given back. */
    public byte[] takeHead(int size) {
        if (size > HEAD_SIZE) {
            return new byte[Integer.highestOneBit(size - 1) << 1];
        }
        byte[] spare = spareHeads.pollLast();
        return spare == null ? new byte[HEAD_SIZE] : spare;
    }

    /** Gives an array back. */
    public void giveBackHead(byte[] head) {
        if (head.length == HEAD_SIZE && spareHeads.size() < SPARE_HEADS) {
            spareHeads.addLast(head);
        }
    }
}
