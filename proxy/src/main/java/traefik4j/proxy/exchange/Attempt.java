package traefik4j.proxy.exchange;

import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An attempt to connect a {@link TcpSocket}, which ends with the connection, a refusal, its time, or because nobody wants it any more. */
final class Attempt {
    private final TcpSocket channel;
    private final SocketAddress to;
    private final ChannelPromise promise;
    private @Nullable Future<?> limit;

    Attempt(TcpSocket channel, SocketAddress to, ChannelPromise promise) {
        this.channel = channel;
        this.to = to;
        this.promise = promise;
    }

    void begin(@Nullable SocketAddress from) {
        try {
            if (from != null) {
                channel.socket().bind(from);
            }
            if (channel.socket().connect(to)) {
                succeeded();
            } else {
                await();
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void await() {
        channel.await(EpollSocket.TO_WRITE);
        int millis = channel.config().getConnectTimeoutMillis();
        if (millis > 0) {
            limit = channel.eventLoop().schedule(() -> tookTooLong(millis), millis, TimeUnit.MILLISECONDS);
        }
        promise.addListener(done -> {
            if (done.isCancelled()) {
                channel.close();
            }
        });
    }

    private void tookTooLong(int millis) {
        end(new ConnectTimeoutException("connection timed out after " + millis + " ms: " + to));
    }

    /** The socket has news. */
    void goOn() {
        try {
            if (channel.socket().finishConnect()) {
                succeeded();
            }
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    private void succeeded() {
        stop();
        channel.attempted(to);
        boolean wanted = promise.trySuccess();
        channel.pipeline().fireChannelActive();
        if (!wanted) {
            channel.close();
        }
    }

    private void failed(Exception failure) {
        end(((TcpSocket.Operations) channel.unsafe()).explained(failure, to));
    }

    private void end(Throwable failure) {
        stop();
        channel.attempted(null);
        promise.tryFailure(failure);
        channel.unsafe().close(channel.voidPromise());
    }

    /** The socket is being closed. */
    void end() {
        stop();
        promise.tryFailure(new ClosedChannelException());
    }

    private void stop() {
        if (limit != null) {
            limit.cancel(false);
        }
    }
}
