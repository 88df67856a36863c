package traefik4j.proxy.http2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.proxy.http.Ascii;
import traefik4j.proxy.http2.RequestBlock.Outcome;

/** Blocks of fields as requests (RFC 9113 §8.3), and what becomes of them. */
class RequestBlockTest {
    private static final String GET = ":method GET|:scheme https|:authority h|:path /a?b";
    private static final String POST = ":method POST|:scheme https|:authority h|:path /";

    private final RequestBlock block = new RequestBlock(1000, () -> new Random(1));

    private Outcome read(String fields, boolean end) {
        block.begin(new byte[64]);
        for (String field : fields.split("\\|", -1)) {
            String[] parts = field.split(" ", 2);
            byte[] name = Ascii.bytes(parts[0]);
            byte[] value = Ascii.bytes(parts.length > 1 ? parts[1] : "");
            block.field(name, 0, name.length, value, 0, value.length);
        }
        return block.finish(end);
    }

    private String head(String fields, boolean end) {
        assertThat(read(fields, end)).isEqualTo(Outcome.REQUEST);
        return Ascii.text(block.bytes(), 0, block.length());
    }

    @Test
    void becomesTheHeadThatHttp1WouldSend() {
        assertThat(head(GET + "|accept */*", true)).isEqualTo("GET /a?b HTTP/1.1\r\nhost: h\r\naccept: */*\r\n\r\n");
    }

    @Test
    void saysThatContentOfUnknownLengthIsChunked() {
        assertThat(head(POST, false)).endsWith("transfer-encoding: chunked\r\n\r\n");
    }

    @Test
    void saysThatThereIsNoContentWhereSomeIsUsual() {
        assertThat(head(POST, true)).endsWith("content-length: 0\r\n\r\n");
    }

    @Test
    void leavesTheLengthOfContentAsItIs() {
        assertThat(head(POST + "|content-length 3", false)).endsWith("content-length: 3\r\n\r\n");
    }

    @Test
    void joinsCookies() {
        assertThat(head(GET + "|cookie a=1|x y|cookie b=2", true)).endsWith("x: y\r\ncookie: a=1; b=2\r\n\r\n");
    }

    @Test
    void takesTheHostFieldWhereThereIsNoAuthority() {
        assertThat(head(":method GET|:scheme https|:path /|host h:1", true)).contains("host: h:1\r\n");
    }

    @Test
    void takesAHostThatIsSaidTwice() {
        assertThat(head(GET + "|host H", true)).containsOnlyOnce("host");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "accept */*",
                ":method GET|:scheme https|:path ",
                ":method GET|:scheme https",
                ":method GET|:path /",
                ":scheme https|:path /",
                ":method GET|:method GET|:scheme https|:path /",
                ":method GET|:scheme https|:path /|:status 200",
                ":method GET|:scheme https|:path /|:nope 1",
                ":method GET|:scheme https|accept */*|:path /",
                ":method G T|:scheme https|:path /",
                ":method |:scheme https|:path /",
                ":method GET|:scheme https|:path /a b",
                ":method GET|:scheme https|:path /a\r\nEvil: yes",
                ":method GET|:scheme https|:path http://evil/",
                ":method GET|:scheme https|:path *",
                ":method GET|:scheme https|:path /|:protocol websocket",
                ":method CONNECT|:scheme https|:path /|:authority h",
                GET + "|Accept */*",
                GET + "|accept a\r\nevil: yes",
                GET + "|accept a\u0000",
                GET + "| a",
                GET + "|connection close",
                GET + "|keep-alive timeout=5",
                GET + "|proxy-connection close",
                GET + "|transfer-encoding chunked",
                GET + "|upgrade websocket",
                GET + "|te gzip",
                GET + "|host other",
                GET + "|content-length 1",
                GET + "|content-length 0|content-length 0",
                GET + "|content-length +1",
                GET + "|content-length "
            })
    void isMalformed(String fields) {
        assertThat(read(fields, true)).isEqualTo(Outcome.MALFORMED);
    }

    @Test
    void keepsTeTrailers() {
        assertThat(head(GET + "|te trailers", true)).contains("te: trailers\r\n");
    }

    @Test
    void isTooLarge() {
        assertThat(read(GET + "|a " + "x".repeat(1000), true)).isEqualTo(Outcome.TOO_LARGE);
        assertThat(read(GET + "|cookie " + "x".repeat(1000), true)).isEqualTo(Outcome.TOO_LARGE);
    }

    @Test
    void isATunnelToSomewhere() {
        assertThat(read(":method CONNECT|:authority h:80", false)).isEqualTo(Outcome.CONNECT);
        assertThat(read(":method CONNECT|:protocol tcp|:scheme https|:path /|:authority h", false))
                .isEqualTo(Outcome.CONNECT);
    }

    @Test
    void isAHandshakeOfWebsocket() {
        String fields = ":method CONNECT|:protocol websocket|:scheme https|:path /chat|:authority h"
                + "|sec-websocket-version 13|origin https://h";
        assertThat(read(fields, false)).isEqualTo(Outcome.WEBSOCKET);
        assertThat(Ascii.text(block.bytes(), 0, block.length()))
                .startsWith("GET /chat HTTP/1.1\r\nhost: h\r\n")
                .contains("\r\nsec-websocket-version: 13\r\n", "\r\nconnection: upgrade\r\n")
                .contains("\r\nupgrade: websocket\r\n")
                .containsPattern("\r\nsec-websocket-key: [A-Za-z0-9+/]{22}==\r\n");
    }
}
