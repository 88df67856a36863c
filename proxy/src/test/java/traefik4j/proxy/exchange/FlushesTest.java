package traefik4j.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SingleThreadIoEventLoop;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlushesTest {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
    private final SingleThreadIoEventLoop loop = (SingleThreadIoEventLoop) group.next();
    private final Worker worker = new Worker(0, loop, Transport.NIO);
    private final List<String> flushed = new ArrayList<>();

    @AfterEach
    void stop() {
        group.shutdownGracefully();
    }

    private Outflow outflow(String name, Runnable meanwhile) throws Exception {
        LocalChannel channel = new LocalChannel();
        channel.pipeline().addLast(new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext ctx) {
                flushed.add(name);
                meanwhile.run();
            }
        });
        loop.register(channel).sync();
        return new Outflow(worker, channel);
    }

    private Outflow outflow(String name) throws Exception {
        return outflow(name, () -> {});
    }

    private static void write(Outflow outflow, int size) {
        outflow.write(Unpooled.wrappedBuffer(new byte[size]));
        outflow.flush();
    }

    /** Writes, waits for the end of the turn and one more, in case something is left for that; returns what was sent before. */
    private List<String> inATurn(Runnable writes) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        List<String> before = loop.submit(() -> {
                    writes.run();
                    loop.executeAfterEventLoopIteration(() -> loop.executeAfterEventLoopIteration(over::countDown));
                    return List.copyOf(flushed);
                })
                .get();
        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
        return before;
    }

    @Test
    void littleWaitsForTheEndOfTheTurn() throws Exception {
        Outflow a = outflow("a");
        Outflow b = outflow("b");
        assertThat(inATurn(() -> {
                    write(a, 10);
                    write(b, 10);
                }))
                .isEmpty();
        assertThat(flushed).containsExactly("a", "b");
    }

    @Test
    void muchDoesNotWait() throws Exception {
        Outflow a = outflow("a");
        Outflow b = outflow("b");
        assertThat(inATurn(() -> {
                    write(a, 10);
                    write(b, Reads.LARGE);
                }))
                .containsExactly("b");
        assertThat(flushed).containsExactly("b", "a");
    }

    @Test
    void whatWaitsTogetherIsBounded() throws Exception {
        Outflow a = outflow("a");
        assertThat(inATurn(() -> {
                    for (int i = 0; i < 20; i++) {
                        write(a, Reads.LARGE - 1);
                    }
                }))
                .isNotEmpty();
    }

    @Test
    void manyAreSentInTheirOrder() throws Exception {
        List<Outflow> all = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            names.add("n" + i);
            all.add(outflow("n" + i));
        }
        inATurn(() -> all.forEach(each -> write(each, 10)));
        assertThat(flushed).isEqualTo(names);
    }

    @Test
    void whatComesMeanwhileIsSentToo() throws Exception {
        Outflow b = outflow("b");
        Outflow a = outflow("a", () -> write(b, 10));
        inATurn(() -> write(a, 10));
        assertThat(flushed).containsExactly("a", "b");
    }

    @Test
    void oneThatFailsStopsNobody() throws Exception {
        Outflow a = outflow("a", () -> {
            throw new IllegalStateException("on purpose");
        });
        Outflow b = outflow("b");
        inATurn(() -> {
            write(a, 10);
            write(b, 10);
        });
        inATurn(() -> write(b, 10));
        assertThat(flushed).containsExactly("a", "b", "b");
    }

    @Test
    void anotherThreadLeavesItToNetty() throws Exception {
        Outflow a = outflow("a");
        write(a, 10);
        loop.submit(() -> {}).get();
        assertThat(flushed).containsExactly("a");
    }
}
