package traefik4j.proxy.buffering;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.proxy.exchange.ClientSide;
import traefik4j.proxy.exchange.Exchange;
import traefik4j.proxy.exchange.Transport;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.trial.Recorder;

/** When a response that dribbles is sent on, by a clock the test moves. */
class BatchedClientTest {
    private static final String GET = "GET / HTTP/1.1\r\nHost: h";

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Recorder recorder = new Recorder(new Worker(0, channel.eventLoop(), Transport.NIO));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    /** The client as its server sees it. */
    private ClientSide client(String request, String... head) {
        Exchange exchange = recorder.exchange(request);
        channel.freezeTime();
        new FlushInterval(Duration.ofMillis(100), handed -> {}).handle(exchange);
        ClientSide client = exchange.client();
        client.head(Recorder.response(head));
        return client;
    }

    private static void part(ClientSide client, String text) {
        client.body(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        client.flush();
    }

    private @Nullable String after(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        return recorder.calls();
    }

    @Test
    void partsWaitForEachOther() {
        ClientSide client = client(GET, "HTTP/1.1 200 OK");
        part(client, "a");
        assertThat(after(60)).isEqualTo("head:200 body:a");
        part(client, "b");
        assertThat(after(39)).isEqualTo("body:b");
        assertThat(after(2)).isEqualTo("flush");
        assertThat(after(1000)).isEmpty();
        part(client, "c");
        assertThat(after(99)).isEqualTo("body:c");
        assertThat(after(2)).isEqualTo("flush");
        recorder.leave();
    }

    @Test
    void theEndWaitsForNothing() {
        ClientSide client = client(GET, "HTTP/1.1 200 OK");
        part(client, "a");
        client.end();
        assertThat(recorder.calls()).isEqualTo("head:200 body:a end");
        assertThat(after(1000)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "Text/Event-Stream; charset=utf-8"})
    void eventsWaitForNothing(String type) {
        part(client(GET, "HTTP/1.1 200 OK", "Content-Type: " + type), "a");
        assertThat(recorder.calls()).isEqualTo("head:200 body:a flush");
        recorder.leave();
    }

    @Test
    void nothingWaitsWhereThereIsNoRoom() {
        ClientSide client = client(GET, "HTTP/1.1 200 OK");
        recorder.writable(false);
        part(client, "a");
        assertThat(recorder.calls()).isEqualTo("head:200 body:a flush");
        recorder.leave();
    }

    @Test
    void nothingIsDoneForAClientThatLeft() {
        part(client(GET, "HTTP/1.1 200 OK"), "a");
        recorder.leave();
        recorder.calls();
        assertThat(after(1000)).isEmpty();
    }

    @Test
    void upgradedConnectionsAreLeftAlone() {
        ClientSide client =
                client(GET + "\r\nConnection: upgrade\r\nUpgrade: websocket", "HTTP/1.1 101 Switching Protocols");
        assertThat(client).isSameAs(recorder);
        recorder.leave();
    }
}
