package traefik4j.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.socket.DuplexChannel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpSocketTest {
    private static final int LITTLE = 2048;
    private static final int MUCH = 16 << 10;
    private static final int GUESS = 1 << 20;

    private final List<Integer> reads = new CopyOnWriteArrayList<>();
    private final List<Throwable> caught = new CopyOnWriteArrayList<>();
    private final AtomicInteger byGuess = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private volatile boolean expectsHead = true;
    private volatile boolean fails;
    private volatile boolean hasNoRoom;
    private volatile @Nullable CountDownLatch waits;
    private EventLoopGroup loops;
    private Worker worker;
    private Channel listener;
    private final List<Channel> accepted = new CopyOnWriteArrayList<>();
    private Socket client;

    @BeforeEach
    void connect() throws Exception {
        assumeThat(Transport.EPOLL.isAvailable()).isTrue();
        loops = Transport.EPOLL.eventLoops(1);
        worker = new Worker(0, loops.next(), Transport.EPOLL);
        listener = new ServerBootstrap()
                .group(loops)
                .channelFactory(Transport.EPOLL.listeners())
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(GUESS));
                        channel.pipeline().addLast(new Recording());
                        accepted.add(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        client = new Socket(InetAddress.getLoopbackAddress(), ((InetSocketAddress) listener.localAddress()).getPort());
    }

    @AfterEach
    void close() throws Exception {
        if (loops != null) {
            client.close();
            listener.close().sync();
            loops.submit(worker::end).sync();
            loops.close();
        }
    }

    private final class Recording extends Receiver {
        @Override
        protected Worker worker() {
            return worker;
        }

        @Override
        protected boolean expectsHead() {
            if (hasNoRoom) {
                throw new OutOfMemoryError("no room");
            }
            return expectsHead;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf in = (ByteBuf) message;
            if (in.capacity() == GUESS) {
                byGuess.incrementAndGet();
            }
            byte[] bytes = new byte[in.readableBytes()];
            in.readBytes(bytes);
            in.release();
            synchronized (received) {
                received.writeBytes(bytes);
            }
            reads.add(bytes.length);
            CountDownLatch until = waits;
            if (until != null) {
                join(until);
            }
            if (fails) {
                throw new IllegalStateException("thirteen");
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            completed.incrementAndGet();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            caught.add(cause);
        }
    }

    @Test
    void whatGoesWrongWithOneSocketIsToldToItAndDoesNotEndTheLoop() throws IOException {
        hasNoRoom = true;
        client.getOutputStream().write(1);
        await().until(() -> !caught.isEmpty());
        hasNoRoom = false;
        await().until(() -> completed.get() > 0);

        send(100);

        assertThat(caught.getFirst()).hasMessage("no room");
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        IntStream.range(0, count).forEach(i -> bytes[i] = (byte) (i % 251));
        return bytes;
    }

    /** Sends so much and waits until it was received and looked at. */
    private void send(int count) throws IOException {
        int before = completed.get();
        received.reset();
        reads.clear();
        client.getOutputStream().write(bytes(count));
        await().until(() -> reads.stream().mapToInt(Integer::intValue).sum() == count && completed.get() > before);
        synchronized (received) {
            assertThat(received.toByteArray()).isEqualTo(bytes(count));
        }
        assertThat(completed.get()).as("looked at once").isEqualTo(before + 1);
    }

    @Test
    void aHeadComesPastThePipeline() throws IOException {
        send(100);
        send(LITTLE - 1);

        assertThat(byGuess.get()).isZero();
    }

    @Test
    void whatIsNoHeadIsReadByGuess() throws IOException {
        expectsHead = false;

        send(100);

        assertThat(byGuess.get()).isPositive();
    }

    @Test
    void goesOnWithWhatDidNotFitAndTheNextTimeItFits() throws IOException {
        send(5000);
        assertThat(reads).containsExactly(LITTLE, 5000 - LITTLE);
        assertThat(byGuess.get()).isPositive();

        send(5000);
        assertThat(reads).containsExactly(5000);

        send(MUCH + 1);
        assertThat(reads).containsExactly(MUCH, 1);

        send(100);
        send(100);
        send(5000);
        assertThat(reads).as("little again after two that were little").containsExactly(LITTLE, 5000 - LITTLE);
    }

    @Test
    void aResetIsToldAndTheSocketClosed() throws IOException {
        send(100);

        client.setSoLinger(true, 0);
        client.close();

        await().until(() -> !accepted.getFirst().isOpen());
        assertThat(caught).singleElement().satisfies(each -> assertThat(each).isInstanceOf(IOException.class));
    }

    /** Both have something to read when the event loop looks; before it comes to the second, that is reset. */
    @Test
    void aResetThatIsMetInReadingIsToldAndTheSocketClosed() throws Exception {
        CountDownLatch begins = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        Socket second = new Socket(InetAddress.getLoopbackAddress(), client.getPort());
        await().until(() -> accepted.size() == 2);
        send(1);
        reads.clear();
        CountDownLatch busy = new CountDownLatch(1);
        loops.execute(() -> {
            busy.countDown();
            join(begins);
        });
        busy.await();
        client.getOutputStream().write(1);
        second.getOutputStream().write(1);
        waits = goesOn;
        begins.countDown();
        await().until(() -> !reads.isEmpty());

        second.setSoLinger(true, 0);
        second.close();
        goesOn.countDown();

        await().until(() -> !accepted.getLast().isOpen());
        assertThat(caught).singleElement().satisfies(each -> assertThat(each).hasMessageContaining("reset"));
        assertThat(byGuess.get()).isZero();
        assertThat(accepted.getFirst().isOpen()).isTrue();
    }

    private static void join(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theEndIsTheEnd() throws IOException {
        send(100);

        client.close();

        await().until(() -> !accepted.getFirst().isOpen());
        assertThat(caught).isEmpty();
    }

    @Test
    void aFaultOfTheReceiverIsToldToIt() throws IOException {
        fails = true;

        client.getOutputStream().write(1);

        await().until(() -> !caught.isEmpty());
        assertThat(caught).singleElement().satisfies(each -> assertThat(each).hasMessage("thirteen"));
        assertThat(accepted.getFirst().isOpen()).isTrue();
    }

    @Test
    void whatAClientHasSaidIsReadWhenItLeavesEvenIfNothingIsWanted() throws IOException {
        send(100);
        accepted.getFirst().config().setAutoRead(false);
        reads.clear();

        client.getOutputStream().write(bytes(3000));
        client.close();

        await().until(() -> !accepted.getFirst().isOpen());
        assertThat(reads.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3000);
    }

    @Test
    void whatAServerHasSaidAtLastWaitsUntilItIsWanted() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Channel connected = connect(server.getLocalSocketAddress(), false);
            try (Socket peer = server.accept()) {
                peer.getOutputStream().write(bytes(3000));
            }
            connected.eventLoop().schedule(() -> {}, 200, TimeUnit.MILLISECONDS).sync();
            assertThat(reads).isEmpty();

            connected.config().setAutoRead(true);

            await().until(() -> !connected.isOpen());
            assertThat(reads.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3000);
        }
    }

    private Channel connect(SocketAddress address, boolean reading) throws InterruptedException {
        return new Bootstrap()
                .group(loops)
                .channelFactory(Transport.EPOLL.sockets())
                .option(ChannelOption.AUTO_READ, reading)
                .handler(new Recording())
                .connect(address)
                .sync()
                .channel();
    }

    @Test
    void knowsBothItsAddresses() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Channel connected = connect(server.getLocalSocketAddress(), true);
            try (Socket peer = server.accept()) {
                assertThat(connected.localAddress()).isEqualTo(peer.getRemoteSocketAddress());
                assertThat(connected.remoteAddress()).isEqualTo(peer.getLocalSocketAddress());
                assertThat(connected)
                        .hasToString("[id: 0x" + connected.id().asShortText() + ", L:" + connected.localAddress()
                                + " - R:" + connected.remoteAddress() + "]");
            }
        }
    }

    @Test
    void sendsPiecesOfAllKindsInTheirOrder() throws Exception {
        send(1);
        Channel channel = accepted.getFirst();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        loops.submit(() -> {
            for (int i = 0; i < 1000; i++) {
                byte[] part = bytes(i);
                expected.writeBytes(part);
                channel.write(
                        switch (i % 3) {
                            case 0 -> Unpooled.wrappedBuffer(part);
                            case 1 -> Unpooled.directBuffer(i + 1).writeBytes(part);
                            default ->
                                Unpooled.wrappedBuffer(
                                        Unpooled.directBuffer(i).writeBytes(part, 0, i / 2),
                                        Unpooled.directBuffer(i).writeBytes(part, i / 2, i - i / 2));
                        });
            }
            channel.flush();
        });

        assertThat(client.getInputStream().readNBytes(1000 * 999 / 2)).isEqualTo(expected.toByteArray());
    }

    @Test
    void sendsTheRestWhenThePeerTakesIt() throws Exception {
        send(1);
        Channel channel = accepted.getFirst();
        byte[] much = bytes(20 << 20);
        ChannelFuture written = channel.writeAndFlush(Unpooled.wrappedBuffer(much));
        channel.eventLoop().schedule(() -> {}, 200, TimeUnit.MILLISECONDS).sync();
        assertThat(written.isDone()).isFalse();

        assertThat(client.getInputStream().readNBytes(much.length)).isEqualTo(much);
        written.sync();
    }

    @Test
    void takesNothingButBytes() throws IOException {
        send(1);

        assertThat(accepted.getFirst()
                        .writeAndFlush("text")
                        .awaitUninterruptibly()
                        .cause())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void saysThatItWasRefused() throws Exception {
        SocketAddress nobody;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = server.getLocalSocketAddress();
        }

        assertThatThrownBy(() -> connect(nobody, true)).hasMessageContaining("Connection refused: " + nobody);
    }

    @Test
    void leavesAnAttemptThatNobodyWantsAnyMore() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Bootstrap bootstrap = new Bootstrap().group(loops).channelFactory(Transport.EPOLL.sockets());
            List<ChannelFuture> attempts = new ArrayList<>();
            do {
                attempts.add(bootstrap.clone().handler(new Recording()).connect(full.getLocalSocketAddress()));
            } while (attempts.getLast().await(500) && attempts.size() < 100);
            ChannelFuture attempt = attempts.getLast();

            assertThat(attempt.cancel(false)).isTrue();

            await().until(() -> !attempt.channel().isOpen());
        }
    }

    @Test
    void endsOneSideAfterTheOther() throws Exception {
        send(1);
        DuplexChannel channel = (DuplexChannel) accepted.getFirst();

        channel.shutdownOutput().sync();

        assertThat(channel.isOutputShutdown()).isTrue();
        assertThat(channel.isInputShutdown()).isFalse();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        send(100);
        channel.shutdown().sync();
        assertThat(channel.isShutdown()).isTrue();
        assertThat(channel.isOpen()).isTrue();
    }

    /** Events are fetched many at a time, by number; a socket that is closed meanwhile leaves its number to the next. */
    @Test
    void newsOfTheSocketBeforeItThatHadItsNumberAreNotForIt() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Channel channel = Transport.EPOLL.sockets().newChannel();
            channel.pipeline().addLast(new Recording());
            loops.register(channel).sync();

            tell(channel, EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLRDHUP));

            channel.connect(server.getLocalSocketAddress()).sync();
            assertThat(caught).isEmpty();
            channel.close().sync();
        }
    }

    @Test
    void anEndThatWasAnotherOnesIsForgotten() throws Exception {
        send(100);
        Channel channel = accepted.getFirst();
        channel.config().setAutoRead(false);
        reads.clear();

        tell(channel, EpollIoOps.EPOLLRDHUP);

        client.getOutputStream().write(bytes(100));
        channel.eventLoop().schedule(() -> {}, 200, TimeUnit.MILLISECONDS).sync();
        assertThat(reads).isEmpty();
        client.close();
        await().until(() -> !channel.isOpen());
        assertThat(reads).containsExactly(100);
    }

    private void tell(Channel channel, EpollIoOps ops) throws InterruptedException {
        EpollIoEvent event = () -> ops;
        EpollIoHandle handle = (EpollIoHandle) channel.unsafe();
        loops.submit(() -> handle.handle(null, event)).sync();
    }
}
