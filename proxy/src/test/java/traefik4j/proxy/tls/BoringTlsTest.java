package traefik4j.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Certificate;
import traefik4j.config.Tls;

/** TLS of accepted connections by BoringSSL, against the TLS of Java, with a wire that cuts as it likes. */
class BoringTlsTest {
    /** One end: what it was told, in order. */
    private static final class End extends ChannelInboundHandlerAdapter {
        final ByteBuf got = Unpooled.buffer();
        final List<Object> told = new ArrayList<>();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf in = (ByteBuf) message;
            got.writeBytes(in);
            in.release();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            told.add(event);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            told.add(cause);
        }
    }

    private End served = new End();
    private End asking = new End();
    private final Random random = new Random(1);
    private @Nullable ServerTls tls;
    private EmbeddedChannel server = new EmbeddedChannel();
    private EmbeddedChannel client = new EmbeddedChannel();

    @BeforeEach
    void connect() throws Exception {
        connect(Given.certificate("a"), "TLSv1.3");
    }

    private void connect(Certificate certificate, String version) throws Exception {
        close();
        served = new End();
        asking = new End();
        tls = ServerTls.of("https", new Tls(List.of(certificate), null));
        tls.ready().join();
        server = new EmbeddedChannel();
        server.freezeTime();
        server.pipeline().addLast(tls.newHandler(server, HostPolicies.OWN), served);
        SslContext context = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols(version)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .build();
        client = new EmbeddedChannel(context.newHandler(Unpooled.buffer().alloc()), asking);
    }

    @AfterEach
    void close() {
        // what it thinks of a changed byte is not asked here
        client.close();
        client.releaseInbound();
        client.releaseOutbound();
        server.finishAndReleaseAll();
        if (tls != null) {
            tls.close();
        }
    }

    /** Carries what there is until there is nothing any more, in pieces of any size up to this one. */
    private void carry(int most) {
        boolean moved = true;
        while (moved) {
            moved = carry(client, server, most);
            moved |= carry(server, client, most);
        }
    }

    private boolean carry(EmbeddedChannel from, EmbeddedChannel to, int most) {
        from.runPendingTasks();
        boolean moved = false;
        for (ByteBuf out; (out = from.readOutbound()) != null; out.release()) {
            while (out.isReadable()) {
                ByteBuf piece = out.readBytes(Math.min(out.readableBytes(), 1 + random.nextInt(most)));
                if (!to.isOpen()) {
                    piece.release();
                    continue;
                }
                to.pipeline().fireChannelRead(piece);
                to.pipeline().fireChannelReadComplete();
                moved = true;
            }
        }
        return moved;
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void send(EmbeddedChannel from, byte[] bytes, int each) {
        for (int at = 0; at < bytes.length; at += each) {
            from.write(Unpooled.copiedBuffer(bytes, at, Math.min(each, bytes.length - at)), from.voidPromise());
        }
        from.flush();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 4096, 1 << 20})
    void whatIsSentArrivesHoweverItIsCut(int most) throws Exception {
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            connect(Given.certificate("a"), version);
            byte[] request = random(most < 100 ? 500 : 200_000);
            byte[] answer = random(most < 100 ? 500 : 300_000);

            carry(most);
            for (int each : new int[] {1 + request.length / 3, 9_000, 40_000}) {
                send(client, request, each);
                carry(most);
                send(server, answer, each);
                carry(most);
            }

            assertThat(served.told).contains(SslHandshakeCompletionEvent.SUCCESS);
            assertThat(ByteBufUtil.getBytes(served.got))
                    .startsWith(request)
                    .endsWith(request)
                    .hasSize(3 * request.length);
            assertThat(ByteBufUtil.getBytes(asking.got))
                    .startsWith(answer)
                    .endsWith(answer)
                    .hasSize(3 * answer.length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x25519", "secp256r1", "secp384r1", "secp521r1"})
    void agreesOnTheGroupsOfGo(String group) throws Exception {
        client.close();
        client.releaseOutbound();
        asking = new End();
        SslContext context = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .build();
        SslHandler handler = context.newHandler(Unpooled.buffer().alloc());
        SSLParameters parameters = handler.engine().getSSLParameters();
        parameters.setNamedGroups(new String[] {group});
        handler.engine().setSSLParameters(parameters);
        client = new EmbeddedChannel(handler, asking);

        carry(4096);

        assertThat(asking.told).contains(SslHandshakeCompletionEvent.SUCCESS);
    }

    @Test
    void smallPiecesShareARecord() {
        carry(4096);
        send(server, random(10), 10);
        carry(4096);

        send(server, random(600), 100);

        ByteBuf record = server.readOutbound();
        assertThat(record.getUnsignedShort(3) + 5)
                .isEqualTo(record.readableBytes())
                .isGreaterThan(600);
        assertThat(server.<ByteBuf>readOutbound()).isNull();
        record.release();
    }

    @Test
    void whatIsWrittenBeforeTheHandshakeWaitsForIt() {
        ChannelFuture written = server.writeAndFlush(Unpooled.copiedBuffer("early", StandardCharsets.US_ASCII));
        assertThat(written.isDone()).isFalse();

        carry(4096);

        assertThat(written.isSuccess()).isTrue();
        assertThat(asking.got.toString(StandardCharsets.US_ASCII)).isEqualTo("early");
    }

    @Test
    void aChainThatIsLongerThanItsBufferIsSentInParts() throws Exception {
        String chain = Given.text("a.crt") + Given.text("ca.crt").repeat(8);
        connect(Given.certificate("long", chain, Given.text("a.key")), "TLSv1.3");

        carry(4096);

        assertThat(asking.told).contains(SslHandshakeCompletionEvent.SUCCESS);
    }

    @Test
    void theGoodbyeOfTheClientIsToldAndLeavesUsTheLastWord() {
        carry(4096);

        client.close();
        carry(client, server, 4096);

        assertThat(served.told).last().isSameAs(SslCloseCompletionEvent.SUCCESS);
        assertThat(server.isOpen()).isTrue();
        assertThat(server.writeAndFlush(Unpooled.copiedBuffer(random(10))).isSuccess())
                .isTrue();
    }

    @Test
    void closingSaysGoodbye() {
        carry(4096);

        server.close();
        carry(server, client, 4096);

        assertThat(server.isOpen()).isFalse();
        assertThat(asking.told).contains(SslCloseCompletionEvent.SUCCESS);
    }

    @Test
    void nothingIsSaidAfterTheGoodbye() {
        carry(4096);

        Secured.finish(server);
        ChannelFuture late = server.writeAndFlush(Unpooled.copiedBuffer(random(10)));
        carry(server, client, 4096);

        assertThat(late.cause()).isInstanceOf(SSLException.class);
        assertThat(asking.told).contains(SslCloseCompletionEvent.SUCCESS);
        send(client, random(5), 5);
        assertThat(server.isOpen()).as("the client may still speak").isTrue();
    }

    @Test
    void aClientThatDoesNotTakeTheRestIsLetGo() {
        carry(4096);
        Deque<ChannelPromise> held = new ArrayDeque<>();
        server.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
                ((ByteBuf) message).release();
                held.add(promise);
            }
        });

        server.pipeline().close(); // that of the channel would forget what is to come
        assertThat(server.isOpen()).isTrue();
        server.advanceTimeBy(3_001, TimeUnit.MILLISECONDS);
        server.runScheduledPendingTasks();

        assertThat(server.isOpen()).isFalse();
        assertThat(held).isNotEmpty();
    }

    @Test
    void garbageEndsIt() {
        carry(4096);

        server.pipeline().fireChannelRead(Unpooled.copiedBuffer(random(600)));

        assertThat(served.told).last().isInstanceOf(SSLException.class);
        assertThat(server.isOpen()).isFalse();
    }

    @Test
    void whatIsNoTlsEndsIt() {
        ByteBuf request = Unpooled.copiedBuffer("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", StandardCharsets.US_ASCII);

        server.pipeline().fireChannelRead(request);

        assertThat(served.told)
                .singleElement()
                .isInstanceOfSatisfying(
                        SslHandshakeCompletionEvent.class,
                        over -> assertThat(over.isSuccess()).isFalse());
        assertThat(server.isOpen()).isFalse();
    }

    @Test
    void aByteThatIsChangedOnItsWayIsNeverTakenForWhatWasSent() throws Exception {
        for (int round = 0; round < 300; round++) {
            connect(Given.certificate("a"), round % 2 == 0 ? "TLSv1.3" : "TLSv1.2");
            int changed = random.nextInt(900);
            int seen = 0;
            for (int turn = 0; turn < 6 && server.isOpen(); turn++) {
                if (turn == 3) {
                    send(client, "what was sent".repeat(20).getBytes(StandardCharsets.US_ASCII), 260);
                }
                for (ByteBuf out; (out = client.readOutbound()) != null; ) {
                    if (changed >= seen && changed < seen + out.readableBytes()) {
                        out.setByte(
                                out.readerIndex() + changed - seen,
                                out.getByte(out.readerIndex() + changed - seen) ^ 1 << random.nextInt(8));
                    }
                    seen += out.readableBytes();
                    server.pipeline().fireChannelRead(out);
                    server.pipeline().fireChannelReadComplete();
                }
                carry(server, client, 4096);
            }

            assertThat("what was sent".repeat(20)).startsWith(served.got.toString(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void afterTheEntryPointWasClosedNobodyIsServedInTheClear() {
        ServerTls closed = Objects.requireNonNull(tls);
        tls = null;
        closed.close();
        EmbeddedChannel late = new EmbeddedChannel();
        End end = new End();

        late.pipeline().addLast(closed.newHandler(late, HostPolicies.OWN), end);
        late.pipeline().fireChannelRead(Unpooled.copiedBuffer("GET / HTTP/1.1", StandardCharsets.US_ASCII));

        assertThat(late.isOpen()).isFalse();
        assertThat(end.got.isReadable()).isFalse();
        carry(4096);
        assertThat(asking.told).as("who was there before").contains(SslHandshakeCompletionEvent.SUCCESS);
    }
}
