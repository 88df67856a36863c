package traefik4j.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Outflow} over sockets of the loopback. */
@ParameterizedClass
@MethodSource("available")
class OutflowTest {
    private final Transport transport;
    private final Workers workers;
    private final Worker worker;
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Channel channel;
    private final Socket peer;
    private final Outflow outflow;

    OutflowTest(Transport transport) throws Exception {
        this.transport = transport;
        workers = Workers.start(transport, 1);
        worker = workers.all().getFirst();
        Bootstrap bootstrap = new Bootstrap()
                .group(worker.loop())
                .channelFactory(transport.sockets())
                .option(ChannelOption.SO_SNDBUF, 64 << 10)
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                        ctx.close();
                    }
                });
        channel = bootstrap.connect(listener.getLocalSocketAddress()).sync().channel();
        peer = listener.accept();
        peer.setSoTimeout(10_000);
        outflow = worker.loop().submit(() -> new Outflow(worker, channel)).get();
    }

    static Stream<Transport> available() {
        return Stream.of(Transport.values()).filter(Transport::isAvailable);
    }

    @AfterEach
    void stop() throws Exception {
        workers.close();
        peer.close();
        listener.close();
    }

    private <T> T onLoop(Callable<T> call) throws Exception {
        return channel.eventLoop().submit(call).get();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.directBuffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String receive(int count) throws Exception {
        return new String(peer.getInputStream().readNBytes(count), StandardCharsets.US_ASCII);
    }

    @Test
    void littleIsSentAtTheEndOfTheTurn() throws Exception {
        ByteBuf piece = bytes("one");
        int sent = onLoop(() -> {
            outflow.write(piece);
            outflow.flush();
            return peer.getInputStream().available();
        });
        assertThat(sent).isZero();
        assertThat(receive(3)).isEqualTo("one");
        onLoop(() -> {
            assertThat(piece.refCnt()).isZero();
            assertThat(outflow.pendingBytes()).isZero();
            return true;
        });
    }

    @Test
    void muchIsSentNow() throws Exception {
        int sent = onLoop(() -> {
            outflow.write(bytes("x".repeat(Reads.LARGE)));
            outflow.flush();
            return peer.getInputStream().available();
        });
        if (transport != Transport.IO_URING) { // it sends when the event loop waits, whatever is asked of it
            assertThat(sent).isPositive();
        }
        assertThat(receive(Reads.LARGE)).hasSize(Reads.LARGE);
    }

    @Test
    void nothingWaitsWhileMemoryIsShort() throws Exception {
        int sent = onLoop(() -> {
            worker.backlog().add(Long.MAX_VALUE / 2);
            outflow.write(bytes("x"));
            outflow.flush();
            worker.backlog().add(-Long.MAX_VALUE / 2);
            return peer.getInputStream().available();
        });
        if (transport != Transport.IO_URING) {
            assertThat(sent).isPositive();
        }
        assertThat(receive(1)).isEqualTo("x");
    }

    @Test
    void whatWasSentIsNotCounted() throws Exception {
        onLoop(() -> {
            outflow.write(bytes("x"));
            assertThat(outflow.takesMore(0)).isTrue();
            outflow.flush();
            return true;
        });
        assertThat(receive(1)).isEqualTo("x");
        if (transport != Transport.IO_URING) { // which tells later, so that the sweep counts again
            await().untilAsserted(() ->
                    assertThat(onLoop(() -> worker.backlog().waiting())).isZero());
        }
    }

    @Test
    void orderIsKept() throws Exception {
        onLoop(() -> {
            outflow.write(bytes("1"));
            outflow.flush();
            outflow.write(bytes("2"));
            outflow.flush();
            outflow.write(bytes("3"));
            outflow.flushNow();
            channel.writeAndFlush(bytes("4"));
            outflow.write(bytes("5"));
            outflow.flush();
            return true;
        });
        assertThat(receive(5)).isEqualTo("12345");
        onLoop(() -> {
            channel.write(bytes("6"));
            outflow.write(bytes("7"));
            outflow.flush();
            outflow.finish();
            return true;
        });
        assertThat(receive(3)).isEqualTo("67");
    }

    @Test
    void whatDoesNotFitWaits() throws Exception {
        int count = 4_000;
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String text = "%06d".formatted(i).repeat(500);
            all.append(text);
            onLoop(() -> {
                outflow.write(bytes(text));
                outflow.flush();
                return true;
            });
        }
        assertThat(onLoop(outflow::pendingBytes)).isPositive();
        InputStream in = peer.getInputStream();
        assertThat(new String(in.readNBytes(all.length()), StandardCharsets.US_ASCII))
                .isEqualTo(all.toString());
        assertThat(onLoop(outflow::pendingBytes)).isZero();
    }

    @Test
    void whatWasNotSentGoesBack() throws Exception {
        ByteBuf piece = bytes("never");
        onLoop(() -> {
            outflow.write(piece);
            outflow.flush();
            channel.close();
            outflow.end();
            return true;
        });
        assertThat(receive(1)).isEmpty();
        assertThat(onLoop(piece::refCnt)).isZero();
    }

    @Test
    void aPeerThatIsGoneIsFoundOut() throws Exception {
        peer.setSoLinger(true, 0);
        peer.close();
        for (int i = 0; i < 3; i++) {
            onLoop(() -> {
                outflow.write(bytes("anybody?"));
                outflow.flush();
                return true;
            });
        }
        assertThat(channel.closeFuture().await(10_000)).isTrue();
        onLoop(() -> {
            outflow.end();
            return true;
        });
    }
}
