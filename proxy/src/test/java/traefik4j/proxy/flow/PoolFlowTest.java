package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to servers: used again, given up, replaced when they are stale. */
class PoolFlowTest {
    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    @Test
    void sharesAConnectionBetweenClients() {
        ScriptedServer server = proxy.server(connection -> connection.answerAll(Http.OK));
        for (int i = 0; i < 5; i++) {
            proxy.client().exchange(Http.GET);
        }
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void opensAConnectionForEachExchangeAtATime() {
        CyclicBarrier both = new CyclicBarrier(2);
        ScriptedServer server = proxy.server(connection -> {
            connection.request();
            both.await();
            connection.send(Http.OK);
            connection.readToEnd();
        });
        RawClient first = proxy.client();
        RawClient second = proxy.client();
        first.send(Http.GET);
        second.send(Http.GET);
        assertThat(first.response().status()).isEqualTo(200);
        assertThat(second.response().status()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void keepsOnlyTheConfiguredNumberOfIdleConnections() {
        proxy.maxIdle(1);
        AtomicInteger closed = new AtomicInteger();
        CyclicBarrier both = new CyclicBarrier(2);
        proxy.server(connection -> {
            connection.request();
            both.await();
            connection.send(Http.OK);
            connection.answerAll(Http.OK);
            closed.incrementAndGet();
        });
        RawClient first = proxy.client();
        RawClient second = proxy.client();
        first.send(Http.GET);
        second.send(Http.GET);
        first.response();
        second.response();
        await().until(() -> closed.get() == 1);
        first.exchange(Http.GET);
        assertThat(closed).hasValue(1);
    }

    @Test
    void doesNotKeepAConnectionTheServerCloses() {
        ScriptedServer server = proxy.server(connection ->
                connection.answerAll("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.GET).field("Connection")).isEmpty();
        client.exchange(Http.GET);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void doesNotKeepAnHttp10Connection() {
        ScriptedServer server =
                proxy.server(connection -> connection.answerAll("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"));
        RawClient client = proxy.client();
        client.exchange(Http.GET);
        client.exchange(Http.GET);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void doesNotKeepAConnectionWhoseRequestIsIncomplete() {
        ScriptedServer server = proxy.server(connection -> {
            connection.head();
            connection.send(Http.OK);
            connection.readToEnd();
        });
        RawClient client = proxy.client();
        client.exchange(Http.request("POST", "/", "Content-Length: 10") + "some");
        proxy.client().exchange(Http.GET);
        assertThat(server.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
    void asksOnceMoreWhenAnIdleConnectionTurnsOutStale(String method) {
        ScriptedServer server = proxy.server(connection -> {
            connection.answer("HTTP/1.1 204 No Content\r\n\r\n");
            if (connection.number() == 0) {
                connection.head();
            }
        });
        RawClient client = proxy.client();
        client.exchange(Http.GET);
        assertThat(client.exchange(Http.request(method, "/")).status()).isEqualTo(204);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void asksOnceMoreWhenAStaleConnectionIsReset() {
        proxy.server(connection -> {
            connection.answer(Http.OK);
            if (connection.number() == 0) {
                connection.head();
                connection.reset();
            }
        });
        RawClient client = proxy.client();
        client.exchange(Http.GET);
        assertThat(client.exchange(Http.GET).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH"})
    void doesNotRepeatWhatMayNotBeDoneTwice(String method) {
        ScriptedServer server = proxy.server(connection -> {
            connection.answer(Http.OK);
            connection.head();
        });
        RawClient client = proxy.client();
        client.exchange(Http.GET);
        assertThat(client.exchange(Http.request(method, "/")).status()).isEqualTo(502);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void doesNotRepeatARequestWithABody() {
        proxy.server(connection -> {
            connection.answer(Http.OK);
            connection.request();
        });
        RawClient client = proxy.client();
        client.exchange(Http.GET);
        assertThat(client.exchange(Http.request("PUT", "/", "Content-Length: 4") + "body")
                        .status())
                .isEqualTo(502);
    }

    @Test
    void asksOnlyOnceMore() {
        ScriptedServer server = proxy.server(connection -> {
            if (connection.number() == 0) {
                connection.answer(Http.OK);
            }
            connection.head();
        });
        RawClient client = proxy.client();
        client.exchange(Http.GET);
        assertThat(client.exchange(Http.GET).status()).isEqualTo(502);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void dropsAConnectionOnWhichTheServerSpeaksUnasked() {
        ScriptedServer server = proxy.server(connection -> {
            connection.answer(Http.OK);
            connection.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 4\r\n\r\nevil");
            connection.readToEnd();
        });
        proxy.client().exchange(Http.GET);
        server.connection(0);
        await().until(() -> {
            RawClient client = proxy.client();
            assertThat(client.exchange(Http.GET).body()).isEqualTo("hello");
            return server.connections() > 1;
        });
    }

    @Test
    void speaksToServersOnIpv6() {
        proxy.server(ScriptedServer.start("::1", 0, connection -> connection.answerAll(Http.OK)));
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(200);
    }

    static Stream<String> addressesOfLocalhost() throws UnknownHostException {
        return Stream.of(InetAddress.getAllByName("localhost")).map(InetAddress::getHostAddress);
    }

    @ParameterizedTest
    @MethodSource("addressesOfLocalhost")
    void triesEveryAddressOfAServersName(String address) {
        ScriptedServer server = ScriptedServer.start(address, 0, connection -> connection.answerAll(Http.OK));
        try (server) {
            proxy.server("http://localhost:" + server.port());
            assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(200);
        }
    }

    @Test
    void listensOnIpv6() {
        proxy.listens("[::1]:0").server(ScriptedServer.Connection::echoAll);
        assertThat(proxy.client().exchange(Http.GET).body())
                .contains("\r\nX-Forwarded-For: ::1\r\n", "\r\nX-Real-Ip: ::1\r\n");
    }

    @Test
    void closesFreeConnectionsOfAServerThatIsNamedNoLonger() {
        AtomicInteger closed = new AtomicInteger();
        proxy.server(connection -> {
            connection.answerAll(Http.OK);
            closed.incrementAndGet();
        });
        proxy.client().exchange(Http.GET);
        proxy.dropServers();
        await().until(() -> closed.get() == 1);
    }

    @Test
    void endsAnExchangeWithAServerThatIsNamedNoLonger() {
        AtomicInteger closed = new AtomicInteger();
        CountDownLatch dropped = new CountDownLatch(1);
        ScriptedServer server = proxy.server(connection -> {
            connection.request();
            dropped.await();
            connection.send(Http.OK);
            assertThat(connection.isClosedByPeer()).isTrue();
            closed.incrementAndGet();
        });
        RawClient client = proxy.client();
        client.send(Http.GET);
        server.connection(0);
        proxy.dropServers();
        dropped.countDown();
        assertThat(client.response().body()).isEqualTo("hello");
        await().until(() -> closed.get() == 1);
    }
}
