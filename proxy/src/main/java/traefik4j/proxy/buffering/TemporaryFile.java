package traefik4j.proxy.buffering;

import io.netty.buffer.ByteBuf;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.proxy.exchange.Worker;

/**
 * A file that is gone with whoever has it open: its name is taken away as soon as it is there. An event loop asks, a
 * virtual thread writes and reads, and the event loop is told.
 */
final class TemporaryFile {
    private static final Logger LOG = LoggerFactory.getLogger(TemporaryFile.class);

    private static final String PREFIX = "traefik4j";
    private static final String SUFFIX = ".body";

    private final Worker worker;
    private final @Nullable Path folder;
    private @Nullable FileChannel channel;
    private int busy;
    private boolean closed;

    /** Something that takes a while. */
    private interface Work {
        void run(FileChannel channel) throws IOException;
    }

    /**
     * For this event loop. It is there when it is first written to.
     *
     * @param folder where; null for where the system has its temporary files
     */
    TemporaryFile(Worker worker, @Nullable Path folder) {
        this.worker = worker;
        this.folder = folder;
    }

    /** Writes these bytes from this place on, takes over the buffer, and says whether it could. */
    void write(ByteBuf bytes, long at, Consumer<Boolean> then) {
        start(bytes, file -> write(file, bytes.nioBuffer(), at), written -> {
            bytes.release();
            then.accept(written);
        });
    }

    private static void write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
        for (long position = at; bytes.hasRemaining(); ) {
            position += file.write(bytes, position);
        }
    }

    /** Fills a buffer with what is there from this place on, and says whether it could; then takes the buffer back. */
    void read(ByteBuf into, int count, long at, Consumer<Boolean> then) {
        start(into, file -> read(file, into, count, at), then);
    }

    private static void read(FileChannel file, ByteBuf into, int count, long at) throws IOException {
        for (int done = 0; done < count; ) {
            int n = into.writeBytes(file, at + done, count - done);
            if (n < 0) {
                throw new IOException("it is shorter than what was written");
            }
            done += n;
        }
    }

    private void start(ByteBuf buffer, Work work, Consumer<Boolean> then) {
        busy++;
        Thread.startVirtualThread(() -> {
            boolean done = run(work);
            try {
                worker.loop().execute(() -> finish(buffer, done, then));
            } catch (RejectedExecutionException e) {
                // The program ends, and nobody waits for this any more.
                ReferenceCountUtil.safeRelease(buffer);
                closeChannel();
            }
        });
    }

    private boolean run(Work work) {
        try {
            FileChannel file = channel;
            if (file == null) {
                Path path = folder == null
                        ? Files.createTempFile(PREFIX, SUFFIX)
                        : Files.createTempFile(folder, PREFIX, SUFFIX);
                file = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
                channel = file;
            }
            work.run(file);
            return true;
        } catch (IOException e) {
            LOG.error("a temporary file for a body cannot be used: {}", e.toString());
            return false;
        }
    }

    private void finish(ByteBuf buffer, boolean done, Consumer<Boolean> then) {
        busy--;
        if (closed) {
            buffer.release();
            close();
        } else {
            then.accept(done);
        }
    }

    /** Gives it up; nobody is told of anything any more. */
    void close() {
        closed = true;
        if (busy == 0) {
            Thread.startVirtualThread(this::closeChannel);
        }
    }

    private void closeChannel() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.error("a temporary file for a body cannot be closed: {}", e.toString());
        }
    }
}
