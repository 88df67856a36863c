package traefik4j.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadsTest {
    private final Spares spares = new Spares();
    private final Reads reads = new Reads(new Backlog(Long.MAX_VALUE), spares);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void end() {
        channel.close();
        spares.end();
    }

    private ExtendedHandle handle(Reads way) {
        ExtendedHandle handle = way.newHandle();
        handle.reset(channel.config());
        return handle;
    }

    /** Reads as much as there is room for. */
    private static void read(ExtendedHandle handle) {
        ByteBuf in = handle.allocate(ByteBufAllocator.DEFAULT);
        handle.attemptedBytesRead(in.writableBytes());
        handle.lastBytesRead(in.writableBytes());
        handle.incMessagesRead(1);
        in.release();
    }

    @Test
    void whoeverFillsTheBufferIsReadAgain() {
        ExtendedHandle handle = handle(reads);
        int little = handle.guess();
        read(handle);
        assertThat(handle.continueReading()).isTrue();
        assertThat(handle.guess()).isEqualTo(4 * little);
    }

    @Test
    void whatIsClosedByWhatComesBeforeIsNotRead() {
        ExtendedHandle handle = handle(reads.after(channel::close, channel));
        assertThatThrownBy(() -> handle.allocate(ByteBufAllocator.DEFAULT))
                .satisfies(thrown -> assertThat(SocketFaults.areSeenIn(thrown)).isTrue());
    }
}
