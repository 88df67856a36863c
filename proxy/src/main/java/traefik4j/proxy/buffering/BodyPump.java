package traefik4j.proxy.buffering;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Gives a kept body to somebody, as fast as it is taken. Lives on one event loop. */
final class BodyPump {
    private final KeptBody body;
    private final Taker taker;
    private long given;
    private boolean reading;
    private boolean stopped;

    /** Who gets the body. */
    interface Taker {
        /** Whether more should be given now; if not, {@link BodyPump#pump} is called again when that has changed. */
        boolean isWritable();

        /** A part. Takes over the buffer. */
        void body(ByteBuf part);

        /** There is no more for now. */
        void flush();

        /** That was all. */
        void end();

        /** There is more, but it cannot be had. */
        void fail();
    }

    BodyPump(KeptBody body, Taker taker) {
        this.body = body;
        this.taker = taker;
    }

    /** What can be given without waiting, once; null if nothing can. The caller takes over the buffer. */
    @Nullable
    ByteBuf beginning() {
        ByteBuf beginning = given > 0 || stopped ? null : body.beginning();
        given += beginning == null ? 0 : beginning.readableBytes();
        return beginning;
    }

    /** Whether all was given. */
    boolean isComplete() {
        return given == body.size();
    }

    /** Gives more. */
    void pump() {
        if (stopped || reading) {
            return;
        }
        ByteBuf beginning = beginning();
        if (beginning != null) {
            taker.body(beginning);
        }
        goOn();
    }

    private void goOn() {
        if (isComplete()) {
            stopped = true;
            taker.end();
            return;
        }
        // Sending on may make the taker ask for more before this returns.
        reading = true;
        taker.flush();
        if (!stopped && taker.isWritable()) {
            body.read(given, this::read);
        } else {
            reading = false;
        }
    }

    private void read(@Nullable ByteBuf part) {
        reading = false;
        if (part == null) {
            stopped = true;
            taker.fail();
        } else if (stopped) {
            part.release();
        } else {
            given += part.readableBytes();
            taker.body(part);
            goOn();
        }
    }

    /** Gives nothing any more. */
    void stop() {
        stopped = true;
    }
}
