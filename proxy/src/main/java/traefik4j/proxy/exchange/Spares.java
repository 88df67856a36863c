package traefik4j.proxy.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Small buffers of an event loop that are free again: the memory a message was read into a moment ago is still in the cache
 * of the CPU, and need not be asked for.
 */
final class Spares {
    /** The capacity of each. */
    static final int SIZE = 2048;

    private static final int MOST = 64;

    private final ArrayDeque<ByteBuf> free = new ArrayDeque<>(MOST);
    private @Nullable ByteBuf read;
    private boolean ended;

    /** An empty buffer to read so many bytes into. A small one is the same as before unless somebody has kept that. */
    ByteBuf takeForRead(ByteBufAllocator allocator, int capacity) {
        return capacity == SIZE ? takeForRead(allocator) : allocator.ioBuffer(capacity);
    }

    private ByteBuf takeForRead(ByteBufAllocator allocator) {
        ByteBuf last = read;
        if (last != null && last.refCnt() == 1) {
            return last.clear().retain();
        }
        if (last != null) {
            last.release();
        }
        ByteBuf fresh = allocator.ioBuffer(SIZE);
        read = ended ? null : fresh.retain();
        return fresh;
    }

    /** An empty buffer for so many bytes. */
    ByteBuf take(ByteBufAllocator allocator, int capacity) {
        if (capacity > SIZE) {
            return allocator.directBuffer(capacity);
        }
        ByteBuf spare = free.pollLast();
        return spare == null ? allocator.directBuffer(SIZE) : spare;
    }

    /** Takes back a buffer the caller alone has. */
    void giveBack(ByteBuf buffer) {
        if (buffer.capacity() == SIZE && buffer.isDirect() && buffer.refCnt() == 1 && free.size() < MOST && !ended) {
            free.addLast(buffer.clear());
        } else {
            buffer.release();
        }
    }

    /** Gives all of them back to the system, and keeps none from now on. */
    void end() {
        ended = true;
        free.forEach(ByteBuf::release);
        free.clear();
        if (read != null) {
            read.release();
            read = null;
        }
    }
}
