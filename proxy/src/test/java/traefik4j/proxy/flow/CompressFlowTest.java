package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.proxy.flow.RawClient.Response;

/** Responses compressed for clients that accept that (reference §2.7). */
class CompressFlowTest {
    private static final String TEXT = "All work and no play makes Jack a dull boy. ".repeat(50);
    private static final String GZIP = "Accept-Encoding: gzip, deflate";

    @AutoClose
    private final Configured proxy = new Configured();

    private RawClient client(String... head) {
        return serving(TEXT, head);
    }

    private RawClient serving(String body, String... head) {
        String fields = head.length == 0 ? "" : String.join("\r\n", head) + "\r\n";
        String response = "HTTP/1.1 200 OK\r\n" + fields + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        return before(connection -> connection.answerAll(response));
    }

    private RawClient before(ScriptedServer.Script script) {
        return proxy.server("s", script).start("""
                [entryPoints.http]
                address = "127.0.0.1:0"
                compress = true
                [file]
                [backends.b.servers.s]
                url = "@s@"
                [frontends.f]
                backend = "b"
                  [frontends.f.routes.r]
                  rule = "PathPrefix:/"
                """).client();
    }

    /** The data of a body in chunked coding. */
    private static byte[] unchunked(String chunks) {
        StringBuilder data = new StringBuilder();
        int at = 0;
        while (true) {
            int line = chunks.indexOf("\r\n", at);
            int size = Integer.parseInt(chunks.substring(at, line), 16);
            if (size == 0) {
                return data.toString().getBytes(StandardCharsets.ISO_8859_1);
            }
            data.append(chunks, line + 2, line + 2 + size);
            at = line + 4 + size;
        }
    }

    private static String unzipped(Response response) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(unchunked(response.body())))) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void compressesForWhoAcceptsIt() throws IOException {
        RawClient client = client("ETag: \"a\"", "Accept-Ranges: bytes");
        for (int i = 0; i < 3; i++) {
            Response response = client.exchange(Http.get("/", GZIP));
            assertThat(response.head())
                    .contains("Content-Encoding: gzip\r\n", "ETag: W/\"a\"\r\n", "Vary: Accept-Encoding\r\n")
                    .doesNotContain("Content-Length", "Accept-Ranges");
            assertThat(unzipped(response)).isEqualTo(TEXT);
        }
    }

    @Test
    void likesBrotliBetter() throws IOException {
        Response response = client().exchange(Http.get("/", "Accept-Encoding: gzip, deflate, br"));
        assertThat(response.field("Content-Encoding")).isEqualTo("br");
        try (InputStream in = new BrotliInputStream(new ByteArrayInputStream(unchunked(response.body())))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(TEXT);
        }
    }

    @Test
    void likesZstandardBest() throws IOException {
        RawClient client = client();
        for (int i = 0; i < 3; i++) {
            Response response = client.exchange(Http.get("/", "Accept-Encoding: gzip, deflate, br, zstd"));
            assertThat(response.field("Content-Encoding")).isEqualTo("zstd");
            try (InputStream in =
                    new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(unchunked(response.body())))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                        .isEqualTo(TEXT);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zstd                      | zstd",
                "ZSTD;q=1                  | zstd",
                "gzip, zstd;q=0.9          | gzip",
                "br;q=0.9, zstd;q=0.9      | zstd",
                "br, zstd;q=0              | br",
                "*                         | zstd",
                "*, zstd;q=0               | br",
                "*, zstd;q=0, br;q=0       | gzip"
            })
    void takesWhatTheClientLikesBest(String accepted, String coding) {
        assertThat(client().exchange(Http.get("/", "Accept-Encoding: " + accepted))
                        .field("Content-Encoding"))
                .isEqualTo(coding);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y", "Accept-Encoding: deflate", "Accept-Encoding: gzip;q=0, identity"})
    void leavesItAloneForOthers(String accepts) {
        Response response = client().exchange(Http.get("/", accepts));
        assertThat(response.body()).isEqualTo(TEXT);
        assertThat(response.field("Vary")).isEqualTo("Accept-Encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Encoding: br",
                "Cache-Control: private, no-transform",
                "Content-Range: bytes 0-1/2",
                "Content-Type: image/png",
                "Content-Type: application/grpc-web"
            })
    void leavesAloneWhatMustStayAsItIs(String field) {
        Response response = client(field).exchange(Http.get("/", GZIP));
        assertThat(response.body()).isEqualTo(TEXT);
    }

    @Test
    void leavesShortResponsesAlone() {
        assertThat(serving("short").exchange(Http.get("/", GZIP)).body()).isEqualTo("short");
    }

    @Test
    void leavesShortResponsesOfUnknownLengthAlone() {
        String response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n0\r\n\r\n";
        Response seen = before(connection -> connection.answerAll(response)).exchange(Http.get("/", GZIP));
        assertThat(seen.field("Content-Length")).isEqualTo("5");
        assertThat(seen.body()).isEqualTo("short");
    }

    @Test
    void saysVaryOnce() {
        Response response = client("Vary: Origin, accept-encoding").exchange(Http.get("/", GZIP));
        assertThat(response.head()).contains("Vary: Origin, accept-encoding").doesNotContain("Vary: Accept");
    }

    @Test
    void leavesHeadAlone() {
        RawClient client =
                before(connection -> connection.answerAll("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n"));
        client.send(Http.request("HEAD", "/", GZIP));
        assertThat(client.head().field("Content-Length")).isEqualTo("9000");
    }

    @Test
    void compressesForHttp10() throws IOException {
        RawClient client = client();
        client.send("GET / HTTP/1.0\r\nHost: h\r\n" + GZIP + "\r\n\r\n");
        Response response = client.responseToEnd();
        byte[] body = response.body().getBytes(StandardCharsets.ISO_8859_1);
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "zstd"})
    void passesEventsOnWhenTheyCome(String coding) {
        RawClient client = before(connection -> {
            connection.request();
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
            connection.readToEnd();
        });
        client.send(Http.get("/", "Accept-Encoding: " + coding));
        assertThat(client.head().field("Content-Encoding")).isEqualTo(coding);
        int size = Integer.parseInt(client.readThrough("\r\n").strip(), 16);
        assertThat(client.read(size)).isNotEmpty();
        client.reset();
    }
}
