package traefik4j.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.proxy.http.ResponseWriter.Connection;
import traefik4j.proxy.http.ResponseWriter.Framing;

/** The heads clients get: which fields go, which come, in which order. */
class ResponseWriterTest {
    private static final String HEAD = """
            HTTP/1.1 404 Not There\r
            A: 1\r
            Connection: x-hop\r
            X-Hop: 1\r
            Keep-Alive: 5\r
            Upgrade: h2\r
            B: 2\r
            Transfer-Encoding: chunked\r
            \r
            """;

    private final HeadEdits edits = new HeadEdits();

    @Test
    void copiesAllButTheFieldsOfTheHop() {
        assertThat(written(HEAD, Connection.PERSISTENT, Framing.RECEIVED))
                .isEqualTo("HTTP/1.1 404 Not There\r\nA: 1\r\nB: 2\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "PERSISTENT, ''",
        "KEEP_ALIVE, 'Connection: keep-alive\r\n'",
        "CLOSE, 'Connection: close\r\n'",
        "UPGRADE, 'Connection: Upgrade\r\nUpgrade: websocket\r\n'",
    })
    void saysWhatBecomesOfTheConnection(Connection connection, String lines) {
        assertThat(written("HTTP/1.1 200 OK\r\n\r\n", connection, Framing.RECEIVED))
                .isEqualTo("HTTP/1.1 200 OK\r\n" + lines + "\r\n");
    }

    @Test
    void saysHowTheBodyIsFramed() {
        assertThat(written("HTTP/1.1 200 OK\r\n\r\n", Connection.CLOSE, Framing.CHUNKED))
                .isEqualTo("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        assertThat(written(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Connection.CLOSE, Framing.UNTIL_CLOSE))
                .isEqualTo("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    }

    @Test
    void takesOutAndPutsInWhatMiddlewaresSay() {
        edits.set(new HeaderName("X-New"), Ascii.bytes("old"));
        edits.set(new HeaderName("x_new"), Ascii.bytes("new"));
        edits.remove(new HeaderName("A"));
        assertThat(written(
                        "HTTP/1.1 200 OK\r\na: 1\r\nX_NEW: 2\r\nB: 3\r\n\r\n", Connection.PERSISTENT, Framing.RECEIVED))
                .isEqualTo("HTTP/1.1 200 OK\r\nB: 3\r\nx_new: new\r\n\r\n");
    }

    @Test
    void keepsAnEmptyReason() {
        assertThat(written("HTTP/1.1 200\r\n\r\n", Connection.PERSISTENT, Framing.RECEIVED))
                .isEqualTo("HTTP/1.1 200\r\n\r\n");
    }

    @Test
    void writesAnswersOfOurOwn() {
        Answer answer = Answer.text(301, "moved", Map.of("Location", "/there"));
        edits.add(new HeaderName("X-More"), Ascii.bytes("1"));
        assertThat(new String(ResponseWriter.head(answer, edits, Connection.CLOSE), StandardCharsets.ISO_8859_1))
                .isEqualTo("""
                        HTTP/1.1 301 Moved Permanently\r
                        Content-Type: text/plain; charset=utf-8\r
                        Location: /there\r
                        Content-Length: 5\r
                        X-More: 1\r
                        Connection: close\r
                        \r
                        """);
    }

    @Test
    void neverNeedsMoreThanItsCapacity() {
        MessageGrammar grammar = new MessageGrammar(3);
        ResponseHead head = new ResponseHead();
        ResponseParser parser = new ResponseParser(256);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = Ascii.bytes(grammar.response());
            if (parser.parse(bytes, 0, bytes.length, head) > 0) {
                byte[] out = new byte[ResponseWriter.capacity(head, edits)];
                assertThat(ResponseWriter.write(head, edits, Connection.UPGRADE, Framing.CHUNKED, out))
                        .isLessThanOrEqualTo(out.length);
            }
        }
    }

    private String written(String text, Connection connection, Framing framing) {
        byte[] bytes = Ascii.bytes(text);
        ResponseHead head = new ResponseHead();
        assertThat(new ResponseParser(256).parse(bytes, 0, bytes.length, head)).isEqualTo(bytes.length);
        byte[] out = new byte[ResponseWriter.capacity(head, edits)];
        return Ascii.text(out, 0, ResponseWriter.write(head, edits, connection, framing, out));
    }
}
