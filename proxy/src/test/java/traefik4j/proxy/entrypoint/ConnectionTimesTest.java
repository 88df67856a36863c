package traefik4j.proxy.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import traefik4j.config.FrontendTimeouts;
import traefik4j.config.Limits;
import traefik4j.config.RespondingTimeouts;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Networks;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.exchange.RequestTimes;
import traefik4j.proxy.exchange.ServerSide;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.http.RequestParser;
import traefik4j.proxy.http.ResponseHead;
import traefik4j.proxy.http.ResponseParser;

/** The time-outs of a client's connection, by a clock the test moves. */
class ConnectionTimesTest {
    private static final Limits LIMITS =
            new Limits(64 << 10, 256, 1000, Duration.ofSeconds(10), 100, Duration.ofMinutes(1));
    private static final String UPLOAD = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n";

    /** A server that takes everything and never answers. */
    private static final class Sink implements ServerSide {
        @Override
        public boolean takesChunkedCoding() {
            return true;
        }

        @Override
        public void body(ByteBuf part) {
            part.release();
        }

        @Override
        public void endOfRequest() {}

        @Override
        public void flush() {}

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void resume() {}

        @Override
        public void cancel() {}
    }

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Worker worker = new Worker(0, channel.eventLoop(), Transport.NIO);
    private final long start = worker.now();
    private RequestTimes times = RequestTimes.UNSAID;
    private @Nullable Exchange last;

    ConnectionTimesTest() {
        Peer peer = new Peer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), false, false, "http");
        ConnectionSettings settings = new ConnectionSettings(
                "http",
                false,
                null,
                new Networks(List.of()),
                false,
                "proxy",
                LIMITS,
                RespondingTimeouts.DEFAULT,
                exchange -> {
                    exchange.server(new Sink());
                    exchange.requestTimes(times);
                    last = exchange;
                },
                () -> new byte[0],
                () -> false);
        ClientFacts facts =
                new ClientFacts(peer, worker, new RequestParser(LIMITS), new ForwardedFields("proxy", false));
        channel.pipeline().addLast(new ClientConnection(settings, facts, channel));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void refusesABodyThatComesTooSlowly() {
        send(UPLOAD);
        after(Duration.ofSeconds(1));
        send("x".repeat(900));
        after(Duration.ofSeconds(9));
        assertThat(sent()).isEmpty();
        after(Duration.ofSeconds(11));
        assertThat(sent()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void takesABodyThatComesFastEnough() {
        send(UPLOAD);
        for (int seconds = 1; seconds < 60; seconds++) {
            send("x".repeat(101));
            after(Duration.ofSeconds(seconds));
        }
        assertThat(sent()).isEmpty();
    }

    @Test
    void aFrontendMayWantABodyToComeFaster() {
        times = new RequestTimes(new FrontendTimeouts(null, null, null, null, 200));
        send(UPLOAD);
        send("x".repeat(1900));
        after(Duration.ofSeconds(11));
        assertThat(sent()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void aFrontendMayLetABodyComeAsSlowlyAsItLikes() {
        times = new RequestTimes(new FrontendTimeouts(null, null, null, null, 0));
        send(UPLOAD);
        for (int seconds = 1; seconds < 600; seconds++) {
            after(Duration.ofSeconds(seconds));
        }
        assertThat(sent()).isEmpty();
    }

    @Test
    void refusesAHeadThatTakesTooLong() {
        send("GET / HTTP/1.1\r\n");
        after(Duration.ofSeconds(9));
        send("Host: h\r\n");
        assertThat(sent()).isEmpty();
        after(Duration.ofSeconds(11));
        assertThat(sent()).startsWith("HTTP/1.1 408 ");
    }

    @Test
    void endsATunnelThatNobodyUses() {
        openTunnel();
        after(RespondingTimeouts.DEFAULT.idleTimeout().minusSeconds(1));
        assertThat(channel.isOpen()).isTrue();
        after(RespondingTimeouts.DEFAULT.idleTimeout().plusSeconds(1));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aFrontendMayEndItsTunnelsEarlier() {
        times = new RequestTimes(new FrontendTimeouts(null, null, null, Duration.ofSeconds(5), null));
        openTunnel();
        after(Duration.ofSeconds(6));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aFrontendMayKeepItsTunnelsForEver() {
        times = new RequestTimes(new FrontendTimeouts(null, null, null, Duration.ZERO, null));
        openTunnel();
        after(Duration.ofDays(1));
        assertThat(channel.isOpen()).isTrue();
    }

    private void openTunnel() {
        send("GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
        byte[] switching =
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
        ResponseHead head = Objects.requireNonNull(last).response();
        assertThat(new ResponseParser(10).parse(switching, 0, switching.length, head))
                .isEqualTo(switching.length);
        last.client().upgrade(head);
        assertThat(sent()).startsWith("HTTP/1.1 101 ");
    }

    private void send(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    private void after(Duration time) {
        worker.sweeper().sweep(start + time.toNanos());
        channel.runPendingTasks();
    }

    private String sent() {
        StringBuilder all = new StringBuilder();
        for (ByteBuf part; (part = channel.readOutbound()) != null; ) {
            all.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        return all.toString();
    }
}
