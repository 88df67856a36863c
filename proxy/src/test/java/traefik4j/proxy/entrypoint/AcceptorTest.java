package traefik4j.proxy.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.exchange.Transport;

class AcceptorTest {
    @Test
    void itPausesForASecondWhenNothingCanBeAccepted() {
        try (EventLoopGroup loops = Transport.NIO.eventLoops(1)) {
            EmbeddedChannel listener = new EmbeddedChannel(new Acceptor(loops, channel -> {}));
            listener.freezeTime();

            listener.pipeline().fireExceptionCaught(new IOException("accept(..) failed: Too many open files"));

            assertThat(listener.isOpen()).isTrue();
            assertThat(listener.config().isAutoRead()).isFalse();
            listener.advanceTimeBy(999, TimeUnit.MILLISECONDS);
            listener.runScheduledPendingTasks();
            assertThat(listener.config().isAutoRead()).isFalse();
            listener.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            listener.runScheduledPendingTasks();
            assertThat(listener.config().isAutoRead()).isTrue();
            listener.close();
        }
    }
}
