package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.flow.RawClient.Response;
import traefik4j.proxy.flow.ScriptedServer.Script;

/** The time-outs of one frontend and of one backend, which replace those of all. */
class TimeoutsFlowTest {
    private static final Script SILENT = RawSocket::readToEnd;

    @AutoClose
    private final Configured proxy = new Configured();

    private RawClient client(Script script, String backend, String frontend) {
        return proxy.server("s", script).start("""
                [respondingTimeouts]
                readTimeout = "10m"
                writeTimeout = "10m"
                [forwardingTimeouts]
                responseHeaderTimeout = "10m"
                [entryPoints.http]
                address = "127.0.0.1:0"
                [file]
                [backends.b.servers.s]
                url = "@s@"
                [backends.b.timeouts]
                %s
                [frontends.f]
                backend = "b"
                  [frontends.f.routes.r]
                  rule = "PathPrefix:/"
                  [frontends.f.timeouts]
                  %s
                """.formatted(backend, frontend)).client();
    }

    @Test
    void aRequestHasToBeThereInTime() {
        RawClient client = client(SILENT, "", "request = '100ms'");
        Response response = client.exchange(Http.request("POST", "/", "Content-Length: 10") + "some");
        assertThat(response.status()).isEqualTo(408);
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void aServerHasToAnswerInTheFrontendsTime() {
        RawClient client = client(SILENT, "responseHeader = '10m'", "responseHeader = '100ms'");
        assertThat(client.exchange(Http.GET).status()).isEqualTo(504);
    }

    @Test
    void aServerHasToAnswerInTheBackendsTime() {
        RawClient client = client(SILENT, "responseHeader = '100ms'", "");
        assertThat(client.exchange(Http.GET).status()).isEqualTo(504);
    }

    @Test
    void aFrontendMayHaveNoLimitWhereItsBackendHasOne() {
        CountDownLatch hurry = new CountDownLatch(1);
        RawClient patient = client(
                connection -> {
                    if (connection.request().startsWith("GET /patient")) {
                        hurry.await();
                        connection.send(Http.OK);
                    }
                    connection.readToEnd();
                },
                "responseHeader = '200ms'",
                """
                responseHeader = '0s'
                [frontends.impatient]
                backend = "b"
                [frontends.impatient.routes.r]
                rule = "Path:/impatient"
                """);
        patient.send(Http.get("/patient"));
        proxy.server("s").connection(0);
        assertThat(proxy.client().exchange(Http.get("/impatient")).status()).isEqualTo(504);
        hurry.countDown();
        assertThat(patient.response().status()).isEqualTo(200);
    }

    @Test
    void aResponseThatHasNotBegunInTimeIs504() {
        RawClient client = client(SILENT, "", "response = '100ms'");
        assertThat(client.exchange(Http.GET).status()).isEqualTo(504);
    }

    @Test
    void aResponseThatIsNotCompleteInTimeIsCut() {
        RawClient client = client(
                connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nsome");
                    connection.readToEnd();
                },
                "",
                "response = '100ms'");
        client.send(Http.GET);
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(client.readToEnd()).isEqualTo("some");
    }

    @Test
    void aServerThatSaysNothingAnyLongerIsLeft() {
        RawClient client = client(
                connection -> {
                    connection.request();
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n");
                    connection.readToEnd();
                },
                "",
                "idle = '100ms'");
        assertThatThrownBy(() -> client.exchange(Http.GET)).isInstanceOf(UncheckedIOException.class);
        assertThat(client.received()).endsWith("4\r\nsome\r\n");
    }

    @Test
    void aServerThatIsIdleBeforeItAnswersIs504() {
        assertThat(client(SILENT, "", "idle = '100ms'").exchange(Http.GET).status())
                .isEqualTo(504);
    }

    @Test
    void aTunnelWhereNothingMovesEnds() {
        RawClient client = client(
                connection -> {
                    connection.answer(
                            Http.head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: websocket"));
                    for (int i = 0; i < 10; i++) {
                        connection.send(connection.read(1));
                    }
                    assertThat(connection.isClosedByPeer()).isTrue();
                },
                "",
                "response = '100ms'\nidle = '300ms'");
        client.exchange(Http.get("/", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x"));
        for (int i = 0; i < 10; i++) {
            client.send("x");
            assertThat(client.read(1)).isEqualTo("x");
        }
        assertThat(client.isClosedByPeer()).isTrue();
    }

    @Test
    void aConnectionThatIsNotUsedIsClosedInTheBackendsTime() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        RawClient client = client(
                connection -> {
                    connection.answer(Http.OK);
                    assertThat(connection.isClosedByPeer()).isTrue();
                    closed.countDown();
                },
                "idle = '100ms'",
                "");
        assertThat(client.exchange(Http.GET).status()).isEqualTo(200);
        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(client.exchange(Http.GET).status()).isEqualTo(200);
        assertThat(proxy.server("s").connections()).isEqualTo(2);
    }
}
