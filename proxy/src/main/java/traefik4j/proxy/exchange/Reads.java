package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;

/**
 * How much is read at once on the sockets of an event loop: as much as has proved useful; while memory is short one
 * small piece a turn, since what was read may have to wait, and many may read.
 */
public final class Reads implements RecvByteBufAllocator {
    private static final int LEAST = 2048;
    private static final int MOST = 128 << 10;
    private static final int WHILE_SHORT = 16 << 10;

    private final AdaptiveRecvByteBufAllocator adaptive = new AdaptiveRecvByteBufAllocator(LEAST, LEAST, MOST);
    private final Backlog backlog;

    Reads(Backlog backlog) {
        this.backlog = backlog;
    }

    @Override
    public ExtendedHandle newHandle() {
        return new Guess((ExtendedHandle) adaptive.newHandle(), backlog);
    }

    /** What one socket reads at once. */
    private static final class Guess extends DelegatingHandle implements ExtendedHandle {
        private final Backlog backlog;

        Guess(ExtendedHandle adaptive, Backlog backlog) {
            super(adaptive);
            this.backlog = backlog;
        }

        @Override
        public int guess() {
            return backlog.isShort()
                    ? Math.min(WHILE_SHORT, delegate().guess())
                    : delegate().guess();
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            return allocator.ioBuffer(guess());
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier mayBeMore) {
            return !backlog.isShort() && ((ExtendedHandle) delegate()).continueReading(mayBeMore);
        }
    }
}
