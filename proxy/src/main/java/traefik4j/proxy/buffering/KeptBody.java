package traefik4j.proxy.buffering;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.exchange.Worker;

/**
 * A body that is kept while it comes: its beginning in memory, the rest in a file. Parts are copied, because a small one
 * may hold a large buffer. Lives on one event loop.
 */
final class KeptBody {
    private static final int FIRST_SIZE = 4 << 10;
    private static final int LARGEST_MEMORY = 1 << 30;
    private static final int MOST_UNWRITTEN = 256 << 10;
    private static final int READ_AT_ONCE = 128 << 10;

    private final TemporaryFile file;
    private final int mostMemory;
    private final ByteBufAllocator allocator = ByteBufAllocator.DEFAULT;
    private @Nullable ByteBuf memory;
    private @Nullable ByteBuf unwritten;
    private long size;
    private long inFile;
    private boolean writing;
    private boolean failed;
    private boolean closed;
    private Runnable changed = () -> {};

    /**
     * Nothing yet.
     *
     * @param mostMemory how many bytes are kept in memory
     */
    KeptBody(Worker worker, long mostMemory) {
        this(new TemporaryFile(worker, null), mostMemory);
    }

    /** Nothing yet; what exceeds memory goes to this file. */
    KeptBody(TemporaryFile file, long mostMemory) {
        this.file = file;
        this.mostMemory = (int) Math.min(mostMemory, LARGEST_MEMORY);
    }

    /** What to do from now on when the file has taken something, or failed. */
    void whenChanged(Runnable action) {
        changed = action;
    }

    /** The number of bytes until now. */
    long size() {
        return size;
    }

    /** Whether it can take more now. */
    boolean takesMore() {
        return unwritten == null || unwritten.readableBytes() < MOST_UNWRITTEN;
    }

    /** Whether the file has taken all it was given. */
    boolean isSettled() {
        return !writing && unwritten == null;
    }

    /** Whether the file cannot be used, and so nothing of this. */
    boolean hasFailed() {
        return failed;
    }

    /** Adds a part. Takes over the buffer. */
    void add(ByteBuf part) {
        size += part.readableBytes();
        if (!closed && !failed) {
            int room = mostMemory - inMemory();
            if (room > 0) {
                memory = grown(memory).writeBytes(part, Math.min(room, part.readableBytes()));
            }
            if (part.isReadable()) {
                unwritten = grown(unwritten).writeBytes(part);
                write();
            }
        }
        part.release();
    }

    private ByteBuf grown(@Nullable ByteBuf buffer) {
        return buffer == null ? allocator.buffer(FIRST_SIZE) : buffer;
    }

    private int inMemory() {
        return memory == null ? 0 : memory.readableBytes();
    }

    private void write() {
        ByteBuf next = unwritten;
        if (next == null || writing) {
            return;
        }
        unwritten = null;
        writing = true;
        long at = inFile;
        inFile += next.readableBytes();
        file.write(next, at, this::written);
    }

    private void written(boolean well) {
        writing = false;
        failed |= !well;
        if (well) {
            write();
        } else {
            unwritten = released(unwritten);
        }
        changed.run();
    }

    /** What is in memory, or null. The caller takes over the buffer. */
    @Nullable
    ByteBuf beginning() {
        return memory == null ? null : memory.retainedSlice();
    }

    /** Gives the next part from this place on, which is behind the beginning, or null if it cannot be had. */
    void read(long at, Consumer<@Nullable ByteBuf> then) {
        int count = (int) Math.min(READ_AT_ONCE, size - at);
        ByteBuf part = allocator.directBuffer(count);
        file.read(part, count, at - inMemory(), well -> {
            if (!well) {
                part.release();
            }
            then.accept(well ? part : null);
        });
    }

    /** Gives everything up. */
    void close() {
        closed = true;
        memory = released(memory);
        unwritten = released(unwritten);
        if (inFile > 0) {
            inFile = 0;
            file.close();
        }
    }

    private static @Nullable ByteBuf released(@Nullable ByteBuf buffer) {
        if (buffer != null) {
            buffer.release();
        }
        return null;
    }
}
