package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.proxy.flow.RawClient.Response;

/** Bodies on their way, in every framing (RFC 9112 §6, §7). */
class BodyFlowTest {
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String CHUNKED_OK = Http.head("HTTP/1.1 200 OK", CHUNKED);
    private static final String CHUNKS = "5;x=\"y\"\r\nhello\r\n10\r\n0123456789abcdef\r\n0\r\n\r\n";

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    @Test
    void passesChunkedRequestsAsTheyAre() {
        ScriptedServer server = proxy.server(connection -> connection.answer(Http.OK));
        assertThat(proxy.client()
                        .exchange(Http.request("POST", "/", CHUNKED) + CHUNKS)
                        .status())
                .isEqualTo(200);
        assertThat(server.received()).endsWith("\r\n\r\n" + CHUNKS).contains(CHUNKED);
    }

    @Test
    void passesChunkedRequestsSplitAnywhere() {
        proxy.server(ScriptedServer.Connection::echoAll);
        RawClient client = proxy.client();
        String request = Http.request("POST", "/", CHUNKED) + CHUNKS;
        for (int i = 1; i < request.length(); i++) {
            client.send(request.substring(0, i));
            client.send(request.substring(i));
            assertThat(client.response().body()).endsWith("\r\n\r\n" + CHUNKS);
        }
    }

    @Test
    void findsTheNextRequestBehindAChunkedOne() {
        proxy.server(ScriptedServer.Connection::echoAll);
        RawClient client = proxy.client();
        client.send(Http.request("POST", "/", CHUNKED) + CHUNKS + Http.get("/next"));
        assertThat(client.response().body()).endsWith(CHUNKS);
        assertThat(client.response().body()).startsWith("GET /next");
    }

    @Test
    void dropsTrailersOfRequests() {
        ScriptedServer server = proxy.server(connection -> connection.answer(Http.OK));
        RawClient client = proxy.client();
        String body = "5\r\nhello\r\n0\r\nX-Forwarded-For: evil\r\nX-Sum: 1\r\n\r\n";
        assertThat(client.exchange(Http.request("POST", "/", CHUNKED, "Trailer: X-Sum") + body)
                        .status())
                .isEqualTo(200);
        assertThat(server.received())
                .endsWith("\r\n\r\n5\r\nhello\r\n0\r\n\r\n")
                .doesNotContain("Trailer", "evil");
    }

    @Test
    void dropsTrailersSplitAnywhere() {
        proxy.server(ScriptedServer.Connection::echoAll);
        RawClient client = proxy.client();
        String request = Http.request("POST", "/", CHUNKED) + "1\r\nx\r\n0\r\nX-Sum: 1\r\n\r\n";
        for (int i = request.length() - 20; i < request.length(); i++) {
            client.send(request.substring(0, i));
            client.send(request.substring(i));
            assertThat(client.response().body()).endsWith("\r\n\r\n1\r\nx\r\n0\r\n\r\n");
        }
    }

    @Test
    void passesChunkedResponsesAsTheyAreSplitAnywhere() {
        String response = CHUNKED_OK + CHUNKS;
        proxy.server(connection -> {
            for (int i = 1; i < response.length(); i++) {
                connection.answer(response.substring(0, i));
                connection.send(response.substring(i));
            }
        });
        RawClient client = proxy.client();
        for (int i = 1; i < response.length(); i++) {
            assertThat(client.exchange(Http.GET)).isEqualTo(new Response(CHUNKED_OK, CHUNKS));
        }
    }

    @Test
    void passesTrailersOfResponses() {
        String body = "5\r\nhello\r\n0\r\nX-Sum: 1\r\n\r\n";
        proxy.server(connection -> connection.answer(CHUNKED_OK + body));
        assertThat(proxy.client().exchange(Http.get("/", "TE: trailers")).body())
                .isEqualTo(body);
    }

    @Test
    void decodesChunkedResponsesForHttp10Clients() {
        proxy.server(connection -> connection.answer(CHUNKED_OK + CHUNKS));
        RawClient client = proxy.client();
        client.send("GET / HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n");
        Response response = client.responseToEnd();
        assertThat(response.head()).isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
        assertThat(response.body()).isEqualTo("hello0123456789abcdef");
    }

    @Test
    void decodesChunkedResponsesThatComeByteByByte() {
        proxy.server(connection -> {
            connection.request();
            (CHUNKED_OK + CHUNKS).chars().forEach(c -> connection.send(String.valueOf((char) c)));
        });
        RawClient client = proxy.client();
        client.send("GET / HTTP/1.0\r\n\r\n");
        assertThat(client.responseToEnd().body()).isEqualTo("hello0123456789abcdef");
    }

    @Test
    void framesResponsesThatEndWithTheConnection() {
        proxy.server(connection -> connection.answer("HTTP/1.0 200 OK\r\nX-A: b\r\n\r\nhello"));
        RawClient client = proxy.client();
        Response response = client.exchange(Http.GET);
        assertThat(response.head()).isEqualTo(Http.head("HTTP/1.1 200 OK", "X-A: b", CHUNKED));
        assertThat(response.body()).isEqualTo("5\r\nhello\r\n0\r\n\r\n");
        assertThat(client.exchange(Http.GET).status()).isEqualTo(200);
    }

    @Test
    void endsUnframedResponsesWithTheConnectionForHttp10Clients() {
        proxy.server(connection -> connection.answer("HTTP/1.1 200 OK\r\n\r\nhello"));
        RawClient client = proxy.client();
        client.send("GET / HTTP/1.0\r\n\r\n");
        assertThat(client.responseToEnd())
                .isEqualTo(new Response(Http.head("HTTP/1.1 200 OK", "Connection: close"), "hello"));
    }

    @Test
    void sendsNoBodyForHead() {
        proxy.server(connection -> {
            connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
            connection.answer(Http.ok("next"));
        });
        RawClient client = proxy.client();
        client.send(Http.request("HEAD", "/"));
        assertThat(client.head().head()).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        assertThat(client.exchange(Http.GET).body()).isEqualTo("next");
    }

    @Test
    void passesChunkedCodingOfAHeadThatHasNoBody() {
        proxy.server(connection -> {
            connection.answer(CHUNKED_OK);
            connection.answer(Http.ok("next"));
        });
        RawClient client = proxy.client();
        client.send(Http.request("HEAD", "/"));
        assertThat(client.head().head()).isEqualTo(CHUNKED_OK);
        assertThat(client.exchange(Http.GET).body()).isEqualTo("next");
    }

    @Test
    void knowsResponsesWithoutABody() {
        proxy.server(connection -> {
            connection.answer(Http.head("HTTP/1.1 204 No Content", CHUNKED));
            connection.answer("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n");
            connection.answer(Http.ok("next"));
        });
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.GET).head()).isEqualTo("HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(client.exchange(Http.GET).status()).isEqualTo(304);
        assertThat(client.exchange(Http.GET).body()).isEqualTo("next");
    }

    /** The head that is sent is shorter than the server's, as long, or longer; the body fits behind it, or not. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "Connection: Keep-Alive\r\n", "X-Padding: 12345678901234567890\r\nConnection: x-padding\r\n"
            })
    void passesBodiesOfAnySizeBehindHeadsOfAnySize(String lines) {
        int[] heads = {0, 100, 1500, 1960, 1970, 1980, 1990, 2000, 2010, 4030, 4060, 6000};
        int[] bodies = {0, 1, 1500, 1900, 2000, 2100, 4000, 10_000, 16_100, 16_384, 16_500, 40_000};
        proxy.server(connection -> {
            for (int head : heads) {
                for (int body : bodies) {
                    connection.answer("HTTP/1.1 200 OK\r\n" + lines + "X-A: " + "a".repeat(head)
                            + "\r\nContent-Length: " + body + "\r\n\r\n" + numbered(body));
                }
            }
        });
        RawClient client = proxy.client();
        for (int head : heads) {
            for (int body : bodies) {
                String sent = Http.head("HTTP/1.1 200 OK", "X-A: " + "a".repeat(head), "Content-Length: " + body);
                assertThat(client.exchange(Http.GET)).isEqualTo(new Response(sent, numbered(body)));
            }
        }
    }

    /** The head that is sent is longer than the server's. */
    @Test
    void passesBodiesOfAnySizeBehindHeadsThatGrow() {
        int[] bodies = {100, 10_000, 1900, 16_000, 10_000, 40_000, 10_000};
        proxy.server(connection -> {
            for (int body : bodies) {
                connection.answer(Http.ok(numbered(body)));
            }
        });
        RawClient client = proxy.client();
        for (int body : bodies) {
            client.send("GET / HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.response())
                    .isEqualTo(new Response(
                            Http.head("HTTP/1.1 200 OK", "Content-Length: " + body, "Connection: keep-alive"),
                            numbered(body)));
        }
    }

    private static String numbered(int length) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; body.length() < length; i++) {
            body.append(i).append(' ');
        }
        return body.substring(0, length);
    }

    @Test
    void passesEmptyBodies() {
        proxy.server(connection -> connection.answerAll("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.post("/", "")).body()).isEmpty();
        assertThat(client.exchange(Http.request("POST", "/", CHUNKED) + "0\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void passesWhatHasComeOfABodyAtOnce() {
        CountDownLatch seen = new CountDownLatch(1);
        proxy.server(connection -> {
            connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
            seen.await();
            connection.send("after");
        });
        RawClient client = proxy.client();
        client.send(Http.GET);
        assertThat(client.readThrough("first")).startsWith("HTTP/1.1 200");
        seen.countDown();
        assertThat(client.read(5)).isEqualTo("after");
    }

    @Test
    void cutsTheConnectionWhenAResponseBreaksOff() {
        proxy.server(connection -> connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"));
        RawClient client = proxy.client();
        client.send(Http.GET);
        assertThat(client.readToEnd()).endsWith("hello");
    }

    @Test
    void cutsTheConnectionWhenAChunkedResponseBreaksOff() {
        proxy.server(connection -> connection.answer(CHUNKED_OK + "5\r\nhello\r\n"));
        RawClient client = proxy.client();
        client.send(Http.GET);
        assertThat(client.readToEnd()).endsWith("5\r\nhello\r\n");
    }

    @Test
    void cutsTheConnectionWhenChunksAreMalformed() {
        proxy.server(connection -> {
            connection.answer(CHUNKED_OK + "5\r\nhello\r\n");
            connection.send("zz\r\n0\r\n\r\n");
            connection.readToEnd();
        });
        RawClient client = proxy.client();
        client.send(Http.GET);
        assertThat(client.readToEnd()).doesNotContain("0\r\n\r\n");
    }

    @Test
    void resetsHttp10ClientsWhenADecodedResponseBreaksOff() {
        proxy.server(connection -> connection.answer(CHUNKED_OK + "5\r\nhello\r\n"));
        RawClient client = proxy.client();
        client.send("GET / HTTP/1.0\r\n\r\n");
        assertThat(client.isReset()).isTrue();
    }

    @Test
    void neverMakesAResetLookLikeTheEndOfABody() {
        proxy.server(connection -> {
            connection.answer("HTTP/1.1 200 OK\r\n\r\nhello");
            connection.reset();
        });
        RawClient client = proxy.client();
        client.send(Http.GET);
        assertThat(client.readToEnd()).doesNotContain("0\r\n\r\n");
    }

    @Test
    void dropsWhatAServerSendsBehindItsResponse() {
        proxy.server(connection -> {
            connection.answer(Http.ok("hello") + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            connection.readToEnd();
        });
        RawClient client = proxy.client();
        assertThat(client.exchange(Http.GET).body()).isEqualTo("hello");
        assertThat(client.exchange(Http.GET).body()).isEqualTo("hello");
    }

    @Test
    void passesALengthOnceThatAServerSaysTwice() {
        proxy.server(connection ->
                connection.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\nContent-Length: 5\r\n\r\nhello"));
        assertThat(proxy.client().exchange(Http.GET))
                .isEqualTo(new Response(Http.head("HTTP/1.1 200 OK", "Content-Length: 5", "X-A: b"), "hello"));
    }
}
