package traefik4j.proxy.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import traefik4j.bench.Measured;

/** Cutting what was received into frames: those of requests without a body, and those of bodies. */
@State(Scope.Thread)
public class FrameReading extends Measured {
    private static final int FRAMES = 32;
    private static final int BLOCK = 24;
    private static final int CONTENT = 1024;

    private final Count count = new Count();
    private final FrameReader reader = new FrameReader(count, ByteBufAllocator.DEFAULT, 64 << 10);
    private final ByteBuf requests = ByteBufAllocator.DEFAULT.directBuffer();
    private final ByteBuf bodies = ByteBufAllocator.DEFAULT.directBuffer();

    /** Makes frames; the first of all are settings. */
    @Setup
    public void make() {
        ByteBuf settings = Unpooled.buffer();
        Frame.writeHeader(settings, 0, Frame.SETTINGS, 0, 0);
        reader.read(settings);
        for (int stream = 1; stream <= FRAMES; stream++) {
            Frame.writeHeader(requests, BLOCK, Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, stream);
            requests.writeZero(BLOCK);
            Frame.writeHeader(bodies, CONTENT, Frame.DATA, 0, stream);
            bodies.writeZero(CONTENT);
        }
    }

    /** Gives the buffers back. */
    @TearDown
    public void release() {
        requests.release();
        bodies.release();
    }

    /** HEADERS, 32 of them at a time. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int headers() {
        return read(requests);
    }

    /** DATA of 1 KiB, 32 of them at a time. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int data() {
        return read(bodies);
    }

    private int read(ByteBuf frames) {
        reader.read(frames.readerIndex(0).retain());
        return count.frames;
    }

    /** Counts frames, and gives back what they hold. */
    private static final class Count implements FrameListener {
        private int frames;

        @Override
        public void data(int stream, ByteBuf data, int flow, boolean end) {
            frames++;
            data.release();
        }

        @Override
        public void headers(int stream, byte[] block, int length, boolean end) {
            frames++;
        }

        @Override
        public void priority() {}

        @Override
        public void reset(int stream, int code) {}

        @Override
        public void setting(int id, long value) {}

        @Override
        public void settingsEnded() {}

        @Override
        public void settingsAcknowledged() {}

        @Override
        public void ping(boolean acknowledged, long payload) {}

        @Override
        public void goAway(int lastStream, int code) {}

        @Override
        public void windowUpdate(int stream, int increment) {}
    }
}
