package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Backend;
import traefik4j.config.Forwarding;
import traefik4j.config.Limits;
import traefik4j.config.RespondingTimeouts;
import traefik4j.proxy.flow.RawClient.Response;

/** What clients are told when a server does not do its part (reference §4.2). */
class ServerFailureFlowTest {
    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    @Test
    void answers503WithoutAServer() {
        Response response = proxy.client().exchange(Http.GET);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("Service Unavailable");
    }

    @Test
    void answers502WhenTheServerRefuses() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            proxy.server("http://127.0.0.1:" + closed.getLocalPort());
        }
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.GET).body()).isEqualTo("Bad Gateway");
        assertThat(client.exchange(Http.GET).status()).isEqualTo(502);
    }

    @Test
    void answers502WhenTheNameIsUnknown() {
        proxy.server("http://no-such-host.invalid:80");
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(502);
    }

    @Test
    void answers502WhenTheServerClosesInsteadOfAnswering() {
        proxy.server(ScriptedServer.Connection::request);
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.GET).status()).isEqualTo(502);
        assertThat(client.exchange(Http.post("/", "body")).status()).isEqualTo(502);
    }

    @Test
    void answers502WhenTheServerResets() {
        proxy.server(connection -> {
            connection.request();
            connection.reset();
        });
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(502);
    }

    @Test
    void answers500WhenTheServerClosesInsideAHead() {
        proxy.server(connection -> connection.answer("HTTP/1.1 200 OK\r\nContent-"));
        assertThat(proxy.client().exchange(Http.GET).body()).isEqualTo("Internal Server Error");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 099 Low\r\n\r\n",
                "HTTP/1.1 200 OK\n\n",
                "HTTP/1.1 200 OK\r\nA : b\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent_Length: 1\r\n\r\na",
                "HTTP/1.1 200 OK\r\nTransfer_Encoding: chunked\r\n\r\n0\r\n\r\n",
            })
    void answers500WhenTheServerSendsNoResponse(String garbage) {
        proxy.server(connection -> {
            connection.answer(garbage);
            connection.readToEnd();
        });
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(500);
    }

    @Test
    void answers500WhenTheServersHeadIsTooLarge() {
        proxy.limits(new Limits(2000, 256, 1000, Duration.ZERO, 0, Duration.ZERO));
        proxy.server(connection -> {
            connection.answer("HTTP/1.1 200 OK\r\nA: " + "b".repeat(100_000));
            connection.readToEnd();
        });
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(500);
    }

    @Test
    void passesAServersHeadOfTheLargestSize() {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nA: ";
        String response = head + "b".repeat((64 << 10) - head.length() - 4) + "\r\n\r\n";
        proxy.server(connection -> connection.answer(response));
        assertThat(proxy.client().exchange(Http.GET).head()).isEqualTo(response);
    }

    @Test
    void answers504WhenTheServerTakesTooLong() {
        proxy.forwarding(Duration.ofSeconds(30), Duration.ofMillis(200));
        CountDownLatch over = new CountDownLatch(1);
        proxy.server(connection -> {
            connection.request();
            over.await();
        });
        assertThat(proxy.client().exchange(Http.GET).body()).isEqualTo("Gateway Timeout");
        over.countDown();
    }

    @Test
    void countsTheServersTimeFromTheEndOfTheRequest() {
        proxy.forwarding(Duration.ofSeconds(30), Duration.ofMillis(300));
        proxy.responding(new RespondingTimeouts(Duration.ZERO, Duration.ZERO, Duration.ofMillis(600)));
        proxy.server(connection -> connection.answerAll(Http.OK));
        RawClient idle = proxy.client();
        idle.exchange(Http.GET);
        RawClient client = proxy.client();
        client.send(Http.request("POST", "/", "Content-Length: 4") + "bo");
        assertThat(idle.isClosedByPeer()).isTrue();
        assertThat(client.exchange("dy").status()).isEqualTo(200);
    }

    @Test
    void answers504WhenTheServerDoesNotTakeTheConnection() throws IOException {
        proxy.forwarding(Duration.ofMillis(200), Duration.ZERO);
        answers504InTime();
    }

    @Test
    void answers504WhenTheServerDoesNotTakeTheConnectionInTheBackendsTime() throws IOException {
        Forwarding quick = new Forwarding(Duration.ofMillis(200), null, null, Duration.ZERO);
        proxy.backend(backend -> new Backend(backend.servers(), backend.loadBalancer(), null, null, null, null, quick));
        answers504InTime();
    }

    private void answers504InTime() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> waiting = fill(full);
            proxy.server("http://127.0.0.1:" + full.getLocalPort());
            assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(504);
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    /** Connects until nobody is taken any more. */
    private static List<Socket> fill(ServerSocket server) throws IOException {
        List<Socket> waiting = new ArrayList<>();
        while (waiting.size() < 20) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 100);
            } catch (SocketTimeoutException e) {
                return waiting;
            }
        }
        throw new AssertionError("this system takes any number of connections");
    }
}
