package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.proxy.flow.RawClient.Response;
import traefik4j.proxy.flow.ScriptedServer.Connection;
import traefik4j.proxy.flow.ScriptedServer.Script;

/** Messages that are read as a whole before they are passed on (reference §4.11). */
class BufferingFlowTest {
    private static final String LARGE = "0123456789abcdef".repeat(20_000);
    private static final String VERY_LARGE = IntStream.range(0, 2_000_000)
            .mapToObj(i -> String.format("%08d", i))
            .collect(Collectors.joining());
    private static final String IN_FILES = "memRequestBodyBytes = 1000\nmemResponseBodyBytes = 1000";

    @AutoClose
    private final Configured proxy = new Configured();

    private RawClient client(String buffering, Script script) {
        return proxy.server("s", script).start("""
                [entryPoints.http]
                address = "127.0.0.1:0"
                [file]
                [backends.b.servers.s]
                url = "@s@"
                [backends.b.loadBalancer.stickiness]
                cookieName = "c"
                [backends.b.maxConn]
                amount = 1
                extractorFunc = "client.ip"
                [backends.b.buffering]
                %s
                [frontends.f]
                backend = "b"
                  [frontends.f.routes.r]
                  rule = "PathPrefix:/"
                """.formatted(buffering)).client();
    }

    @Test
    void noServerIsAskedBeforeTheRequestIsComplete() {
        RawClient client = client("", Connection::echoAll);
        client.send(Http.request("POST", "/", "Content-Length: 10") + "first");
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(200);
        assertThat(proxy.server("s").connections()).isEqualTo(1);
        assertThat(client.exchange("other").body()).startsWith("POST / ").endsWith("\r\n\r\nfirstother");
    }

    @Test
    void aChunkedRequestGetsALength() {
        RawClient client = client("", Connection::echoAll);
        for (int i = 0; i < 3; i++) {
            Response response = client.exchange(Http.request("POST", "/", "Transfer-Encoding: chunked")
                    + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nTrailer: x\r\n\r\n");
            assertThat(response.body())
                    .contains("\r\nContent-Length: 5\r\n")
                    .doesNotContain("Transfer-Encoding")
                    .endsWith("\r\n\r\nabcde");
        }
    }

    @Test
    void aResponseIsPassedOnWhenItIsComplete() {
        CountDownLatch goOn = new CountDownLatch(1);
        RawClient client = client("", connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nA: b\r\n\r\n3\r\nabc\r\n");
            goOn.await();
            connection.send("2\r\nde\r\n0\r\nT: x\r\n\r\n");
        });
        client.send(Http.GET);
        proxy.server("s").connection(0);
        assertThat(proxy.client().exchange(Http.GET).status()).isEqualTo(429);
        assertThat(client.received()).isEmpty();
        goOn.countDown();
        Response response = client.response();
        assertThat(response.head())
                .contains("\r\nA: b\r\n", "\r\nContent-Length: 5\r\n")
                .doesNotContain("Transfer-Encoding");
        assertThat(response.body()).isEqualTo("abcde");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", IN_FILES})
    void largeBodiesComeThroughUnchanged(String buffering) {
        RawClient client = client(buffering, Connection::echoAll);
        assertThat(client.exchange(Http.post("/", LARGE)).body()).endsWith("\r\n\r\n" + LARGE);
        assertThat(client.exchange(Http.post("/", "small")).body()).endsWith("\r\n\r\nsmall");
    }

    @Test
    void aSlowClientKeepsNoServerWaiting() {
        client(IN_FILES, connection -> {
            while (true) {
                boolean small = connection.request().startsWith("GET /small ");
                connection.send(small ? Http.OK : Http.ok(VERY_LARGE));
            }
        });
        RawClient slow = proxy.client();
        slow.send(Http.GET);
        slow.head();
        assertThat(proxy.client().exchange(Http.get("/small")).status()).isEqualTo(200);
        assertThat(slow.read(VERY_LARGE.length()).equals(VERY_LARGE)).isTrue();
    }

    @Test
    void aSlowServerGetsWhatTheClientSent() {
        RawClient client = client(IN_FILES, connection -> {
            connection.send(Http.ok(connection.request().endsWith(VERY_LARGE) ? "same" : "different"));
        });
        assertThat(client.exchange(Http.post("/", VERY_LARGE)).body()).isEqualTo("same");
    }

    @Test
    void streamsOfHttp2AreBufferedToo() {
        client(IN_FILES + "\nmaxRequestBodyBytes = 45000", Connection::echoAll);
        Http2Peer client = Http2Peer.client(proxy.client());
        client.request(1, false, "POST", "/");
        for (int i = 0; i < 4; i++) {
            client.data(1, i == 3, LARGE.substring(i * 10_000, (i + 1) * 10_000));
        }
        Http2Peer.Response response = client.response(1);
        assertThat(response.heads()).contains(":status: 200\n", "content-length: ");
        assertThat(response.body())
                .containsIgnoringCase("\r\nContent-Length: 40000\r\n")
                .endsWith("\r\n\r\n" + LARGE.substring(0, 40_000));
        client.request(3, false, "POST", "/");
        for (int i = 0; i < 5; i++) {
            client.data(3, false, LARGE.substring(0, 10_000));
        }
        assertThat(client.response(3).heads()).startsWith(":status: 413\n");
    }

    @Test
    void aRequestThatSaysItIsTooLargeIsRefused() {
        RawClient client = client("maxRequestBodyBytes = 10", Connection::echoAll);
        assertThat(client.exchange(Http.post("/", "0123456789")).status()).isEqualTo(200);
        Response response = client.exchange(Http.request("POST", "/", "Content-Length: 11", "Expect: 100-continue"));
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).isEqualTo("Request Entity Too Large");
    }

    @Test
    void aRequestThatTurnsOutTooLargeIsRefused() {
        RawClient client = client("maxRequestBodyBytes = 10", Connection::echoAll);
        String request = Http.request("POST", "/", "Transfer-Encoding: chunked");
        assertThat(client.exchange(request + "a\r\n0123456789\r\n0\r\n\r\n").status())
                .isEqualTo(200);
        assertThat(client.exchange(request + "b\r\n01234567890\r\n").status()).isEqualTo(413);
        assertThat(proxy.server("s").received().split("POST ", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 11\r\n\r\n01234567890", "Transfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n"
            })
    void aResponseThatIsTooLargeIs500(String response) {
        RawClient client = client("maxResponseBodyBytes = 10", connection -> {
            connection.answerAll("HTTP/1.1 200 OK\r\n" + response);
        });
        Response seen = client.exchange(Http.GET);
        assertThat(seen.status()).isEqualTo(500);
        assertThat(seen.body()).isEqualTo("Internal Server Error");
        assertThat(client.exchange(Http.GET).status()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "GET"})
    void aResponseWithoutABodyStaysAsItIs(String method) {
        String status = method.equals("HEAD") ? "200 OK" : "304 Not Modified";
        RawClient client = client(
                "maxResponseBodyBytes = 10",
                connection -> connection.answerAll("HTTP/1.1 " + status + "\r\nContent-Length: 5000\r\n\r\n"));
        client.send(Http.request(method, "/"));
        assertThat(client.head().field("Content-Length")).isEqualTo("5000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", LARGE_NAME})
    void theBodyIsSentAgainWhenAServerFails(String name) {
        String body = name.equals(LARGE_NAME) ? LARGE : name;
        RawClient client =
                client(IN_FILES + "\nretryExpression = 'IsNetworkError() && Attempts() <= 2'", connection -> {
                    String request = connection.request();
                    if (connection.number() == 2) {
                        connection.send(Http.ok(request));
                    }
                });
        Response response = client.exchange(Http.post("/", body));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).endsWith("\r\n\r\n" + body);
        assertThat(response.head().split("Set-Cookie", -1)).hasSize(2);
        assertThat(proxy.server("s").connections()).isEqualTo(3);
    }

    private static final String LARGE_NAME = "large";

    @Test
    void theLastAnswerIsPassedOnWhenItIsNotRepeatedAnyLonger() {
        RawClient client = client(
                "retryExpression = 'ResponseCode() == 503'",
                connection ->
                        connection.answerAll("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy"));
        Response response = client.exchange(Http.GET);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.body()).isEqualTo("busy");
        assertThat(proxy.server("s").received().split("GET ", -1)).hasSize(12);
        assertThat(client.exchange(Http.GET).status()).isEqualTo(503);
    }

    @Test
    void aResponseThatBreaksOffIs502() {
        RawClient client =
                client("", connection -> connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nsome"));
        assertThat(client.exchange(Http.GET).status()).isEqualTo(502);
    }

    @Test
    void aClientThatWaitsForAContinueGetsIt() {
        RawClient client = client("", Connection::echoAll);
        client.send(Http.request("POST", "/", "Content-Length: 5", "Expect: 100-continue"));
        assertThat(client.head().status()).isEqualTo(100);
        assertThat(client.exchange("hello").body()).endsWith("hello").doesNotContain("Expect");
    }

    @Test
    void upgradedConnectionsAreLeftAlone() {
        RawClient client = client("maxRequestBodyBytes = 1\nmaxResponseBodyBytes = 1", connection -> {
            connection.answer(
                    Http.head("HTTP/1.1 101 Switching Protocols", "Connection: Upgrade", "Upgrade: websocket"));
            connection.send(connection.read(5));
        });
        client.exchange(Http.get("/", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Key: x"));
        client.send("hello");
        assertThat(client.read(5)).isEqualTo("hello");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noFileIsLeftWhenClientsLeave() {
        CountDownLatch never = new CountDownLatch(1);
        client(IN_FILES, connection -> {
            connection.request();
            never.await();
        });
        RawClient uploading = proxy.client();
        uploading.send(Http.request("POST", "/", "Content-Length: 1000000") + LARGE);
        RawClient waiting = proxy.client();
        waiting.send(Http.post("/", LARGE));
        await().until(() -> openFiles() == 2);
        uploading.reset();
        waiting.reset();
        await().until(() -> openFiles() == 0);
        never.countDown();
    }

    /** The temporary files this process has open; their names are gone already. */
    private static long openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(BufferingFlowTest::isDeletedBody).count();
        }
    }

    private static boolean isDeletedBody(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().endsWith(".body (deleted)");
        } catch (IOException e) {
            return false;
        }
    }
}
