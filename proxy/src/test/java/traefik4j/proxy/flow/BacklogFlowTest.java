package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Many who do not read: what waits for all of them together is bounded, and everybody is served in the end. */
class BacklogFlowTest {
    private static final int LARGE = 8 << 20;
    private static final long BUDGET = 2 << 20;
    /** Twice the budget, and what one turn of the event loop may add. */
    private static final long BOUND = 4 * BUDGET;

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture().budget(BUDGET);

    private void serveLarge() {
        proxy.server(connection -> {
            while (true) {
                boolean small = connection.head().contains(" /small ");
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + (small ? 2 : LARGE) + "\r\n\r\n");
                connection.send(new byte[small ? 2 : LARGE]);
            }
        });
    }

    private List<RawClient> idlers(int count) {
        List<RawClient> idlers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RawClient client = proxy.client(4 << 10);
            client.send(Http.GET);
            idlers.add(client);
        }
        return idlers;
    }

    @Test
    void boundsWhatWaitsForClientsThatDoNotRead() {
        serveLarge();
        List<RawClient> idlers = idlers(60);
        await().until(() -> proxy.waiting() > BUDGET);
        RawClient reader = proxy.client();
        for (int i = 0; i < 200; i++) {
            reader.send(Http.request("GET", "/small"));
            assertThat(reader.response().status()).isEqualTo(200);
            assertThat(proxy.waiting()).isLessThan(BOUND);
        }
        assertThat(idlers).allSatisfy(idler -> {
            assertThat(idler.head().status()).isEqualTo(200);
            assertThat(idler.skip(LARGE)).isEqualTo(LARGE);
        });
        await().atMost(Duration.ofSeconds(5)).until(() -> proxy.waiting() == 0);
    }

    @Test
    void givesALargeAnswerToWhoeverReadsMeanwhile() {
        serveLarge();
        idlers(60);
        await().until(() -> proxy.waiting() > BUDGET);
        RawClient reader = proxy.client();
        reader.send(Http.GET);
        assertThat(reader.head().status()).isEqualTo(200);
        assertThat(reader.skip(LARGE)).isEqualTo(LARGE);
    }

    @Test
    void boundsWhatWaitsInStreamsThatAreNotRead() {
        serveLarge();
        Http2Peer idler = Http2Peer.client(proxy.client());
        for (int stream = 1; stream < 200; stream += 2) {
            idler.request(stream, true, "GET", "/");
        }
        await().until(() -> proxy.waiting() > BUDGET);
        RawClient reader = proxy.client();
        for (int i = 0; i < 200; i++) {
            reader.send(Http.request("GET", "/small"));
            assertThat(reader.response().status()).isEqualTo(200);
            assertThat(proxy.waiting()).isLessThan(BOUND);
        }
    }

    @Test
    void forgetsWhatWaitedForThoseWhoLeave() {
        serveLarge();
        List<RawClient> idlers = idlers(20);
        await().until(() -> proxy.waiting() > BUDGET);
        idlers.forEach(RawClient::reset);
        await().until(() -> proxy.waiting() == 0);
    }
}
