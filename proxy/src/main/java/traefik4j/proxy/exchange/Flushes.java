package traefik4j.proxy.exchange;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadIoEventLoop;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the sockets of an event loop send once all of those that had something to say were read. The kernel sends a message
 * in less time right behind another one than between two that are read and looked at, and who gets many of them is woken
 * for the first alone. Lives on its event loop.
 */
final class Flushes {
    /** How many bytes may wait: those that stay in the cache of a CPU. */
    private static final int MOST = 256 << 10;

    private final @Nullable SingleThreadIoEventLoop loop;
    private final Runnable end = this::end;
    private @Nullable Outflow[] waiting = new Outflow[64];
    private int count;
    private int next;
    private int bytes;
    private boolean expected;

    /** Of this event loop. */
    Flushes(EventLoop loop) {
        this.loop = loop instanceof SingleThreadIoEventLoop single ? single : null;
    }

    /** Sends what was written, so many bytes: at the end of the turn if they are few, otherwise now. */
    void add(Outflow outflow, int size) {
        if (loop == null || size >= Reads.LARGE || bytes + size > MOST || !loop.inEventLoop()) {
            outflow.send();
            return;
        }
        if (!expected) {
            expected = true;
            loop.executeAfterEventLoopIteration(end);
        }
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * count);
        }
        waiting[count++] = outflow;
        bytes += size;
    }

    /** The end of a turn; what somebody adds while others are sent is sent as well. If one fails, the others have theirs next. */
    private void end() {
        try {
            while (next < count) {
                Outflow outflow = Objects.requireNonNull(waiting[next]);
                waiting[next++] = null;
                outflow.send();
            }
        } finally {
            expected = next < count;
            if (expected && loop != null) {
                loop.executeAfterEventLoopIteration(end);
            } else {
                next = 0;
                count = 0;
                bytes = 0;
            }
        }
    }
}
