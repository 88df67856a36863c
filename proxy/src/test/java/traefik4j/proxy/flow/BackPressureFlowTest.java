package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Bodies of any size in bounded memory: who does not read makes the other side wait. */
class BackPressureFlowTest {
    private static final long LARGE = 300L << 20;
    /** What the sockets of the system and the proxy may hold together; far less than the body. */
    private static final long BOUND = 64L << 20;

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    private final AtomicLong sent = new AtomicLong();

    @Test
    void makesTheServerWaitForASlowClient() {
        proxy.server(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
            sendAll(connection);
        });
        RawClient client = proxy.client(64 << 10);
        client.send(Http.GET);
        awaitStandstill();
        assertThat(sent).hasValueLessThan(BOUND);
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(client.skip(LARGE)).isEqualTo(LARGE);
    }

    @Test
    void makesTheClientWaitForASlowServer() throws InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        proxy.server(ScriptedServer.start("127.0.0.1", 64 << 10, connection -> {
            connection.head();
            read.await();
            assertThat(connection.skip(LARGE)).isEqualTo(LARGE);
            connection.send(Http.OK);
        }));
        RawClient client = proxy.client();
        client.send(Http.request("PUT", "/", "Content-Length: " + LARGE));
        Thread sender = Thread.startVirtualThread(() -> sendAll(client));
        awaitStandstill();
        assertThat(sent).hasValueLessThan(BOUND);
        read.countDown();
        assertThat(client.response().status()).isEqualTo(200);
        sender.join();
    }

    @Test
    void makesTheServerWaitForASlowClientOfChunks() {
        int size = 1 << 20;
        int count = 100;
        proxy.server(connection -> {
            connection.answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < count; i++) {
                connection.send(Integer.toHexString(size) + "\r\n");
                connection.send(new byte[size]);
                connection.send("\r\n");
                sent.addAndGet(size);
            }
            connection.send("0\r\n\r\n");
        });
        RawClient client = proxy.client(64 << 10);
        client.send("GET / HTTP/1.0\r\n\r\n");
        awaitStandstill();
        assertThat(sent).hasValueLessThan(BOUND);
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(client.skip(Long.MAX_VALUE)).isEqualTo((long) size * count);
    }

    private void sendAll(RawSocket socket) {
        byte[] part = new byte[1 << 20];
        for (long i = 0; i < LARGE; i += part.length) {
            socket.send(part);
            sent.addAndGet(part.length);
        }
    }

    /** Waits until nothing more can be sent. */
    private void awaitStandstill() {
        AtomicLong before = new AtomicLong();
        await().pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    long now = sent.get();
                    return now > 0 && now == before.getAndSet(now);
                });
    }
}
