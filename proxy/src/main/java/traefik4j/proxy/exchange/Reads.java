package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.nio.channels.NotYetConnectedException;
import org.jspecify.annotations.Nullable;

/**
 * How much is read at once on the sockets of an event loop: as much as has proved useful, since the kernel does large
 * pieces at half the cost of small ones; while memory is short one small piece a turn, since what was read may have to
 * wait, and many may read.
 */
public final class Reads implements RecvByteBufAllocator {
    /** What comes in a piece of this size or more is sent on before more is read, while it is in the cache of the CPU. */
    public static final int LARGE = 32 << 10;

    private static final int LEAST = Spares.SIZE;
    private static final int MOST = 1 << 20;
    private static final int WHILE_SHORT = 16 << 10;
    private static final int MOST_A_TURN = 16;
    private static final int GROWTH = 4;

    private final Backlog backlog;
    private final Spares spares;
    private final Runnable before;
    private final @Nullable Channel channel;

    Reads(Backlog backlog, Spares spares) {
        this(backlog, spares, () -> {}, null);
    }

    private Reads(Backlog backlog, Spares spares, Runnable before, @Nullable Channel channel) {
        this.backlog = backlog;
        this.spares = spares;
        this.before = before;
        this.channel = channel;
    }

    /** The same, for a channel at which something else is done before each read, which may close it. */
    public Reads after(Runnable before, Channel channel) {
        return new Reads(backlog, spares, before, channel);
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Guess(this);
    }

    /** What one socket reads at once: four times as much when a read fills its buffer, half when two in a row need no more. */
    private static final class Guess implements ExtendedHandle {
        private final Reads reads;
        private @Nullable ChannelConfig config;
        private int size = LEAST;
        private int attempted;
        private int last;
        private int total;
        /** Few, so that this is an object of 40 bytes, which each connection has. */
        private short messages;

        private boolean wasLess;

        Guess(Reads reads) {
            this.reads = reads;
        }

        @Override
        public int guess() {
            return reads.backlog.isShort() ? Math.min(WHILE_SHORT, size) : size;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            reads.before.run();
            if (reads.channel != null && !reads.channel.isOpen()) {
                // Its number may be another socket's by now, opened by another event loop, whose bytes would be lost.
                throw new NotYetConnectedException();
            }
            return reads.spares.takeForRead(allocator, guess());
        }

        @Override
        public void reset(ChannelConfig config) {
            this.config = config;
            messages = 0;
            total = 0;
        }

        @Override
        public void incMessagesRead(int count) {
            messages += (short) count;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            attempted = bytes;
        }

        @Override
        public int attemptedBytesRead() {
            return attempted;
        }

        @Override
        public void lastBytesRead(int bytes) {
            last = bytes;
            if (bytes > 0) {
                total += bytes;
            }
            if (bytes >= size) {
                size = Math.min(MOST, size * GROWTH);
                wasLess = false;
            }
        }

        @Override
        public int lastBytesRead() {
            return last;
        }

        @Override
        public boolean continueReading() {
            return continueReading(() -> attempted == last);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayBeMore) {
            return total > 0
                    && messages < MOST_A_TURN
                    && config != null
                    && config.isAutoRead()
                    && !reads.backlog.isShort()
                    && mayBeMore.get();
        }

        @Override
        public void readComplete() {
            boolean less = total <= size / 2;
            if (less && wasLess) {
                size = Math.max(LEAST, size / 2);
            }
            wasLess = less && !wasLess;
        }
    }
}
