package traefik4j.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadReadsTest {
    private static final int LITTLE = 2048;
    private static final int MUCH = 16 << 10;
    private static final int NETTYS = 1 << 20;

    private final List<Integer> reads = new CopyOnWriteArrayList<>();
    private final List<Throwable> caught = new CopyOnWriteArrayList<>();
    private final AtomicInteger byNetty = new AtomicInteger();
    private final AtomicInteger completed = new AtomicInteger();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private volatile boolean expectsHead = true;
    private volatile boolean fails;
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
                        channel.config().setRecvByteBufAllocator(new FixedRecvByteBufAllocator(NETTYS));
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
            return expectsHead;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf in = (ByteBuf) message;
            if (in.capacity() == NETTYS) {
                byNetty.incrementAndGet();
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

        assertThat(byNetty.get()).isZero();
    }

    @Test
    void whatIsNoHeadIsReadByNetty() throws IOException {
        expectsHead = false;

        send(100);

        assertThat(byNetty.get()).isPositive();
    }

    @Test
    void nettyGoesOnWithWhatDidNotFitAndTheNextTimeItFits() throws IOException {
        send(5000);
        assertThat(reads).containsExactly(LITTLE, 5000 - LITTLE);
        assertThat(byNetty.get()).isPositive();

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
        assertThat(byNetty.get()).isZero();
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
}
