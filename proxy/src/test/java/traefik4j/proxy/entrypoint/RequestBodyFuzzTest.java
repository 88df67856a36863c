package traefik4j.proxy.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Limits;
import traefik4j.proxy.http.ChunkScanner;
import traefik4j.proxy.http.RequestHead;
import traefik4j.proxy.http.RequestParser;

/** Whatever is sent as a chunked body: servers get the same of it however it arrives, and never a trailer. */
class RequestBodyFuzzTest {
    private static final String[] PIECES = {
        "3\r\nabc\r\n",
        "3\r\nabc\r\n",
        "1;x\r\na\r\n",
        "0\r\n",
        "\r\n",
        "0\r\n\r\n",
        "X-T: v\r\n",
        "a",
        "\r",
        "\n",
        "-",
        "10\r\n",
        "GET / HTTP/1.1\r\n"
    };

    @FuzzTest
    void givesServersTheSameHoweverItArrives(byte[] bytes) {
        String whole = taken(bytes, bytes.length);
        for (int first = 1; first < bytes.length; first++) {
            assertThat(taken(bytes, first)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void givesServersTheSameOfWhatIsMadeOfPieces(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int k = random.nextInt(8); k >= 0; k--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            givesServersTheSameHoweverItArrives(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** What servers get of a body that arrives in two parts, and what is left for the next request. */
    private static String taken(byte[] bytes, int first) {
        RequestBody body = new RequestBody();
        body.begin(chunkedRequest());
        StringBuilder all = new StringBuilder();
        byte[] rest = take(body, Arrays.copyOf(bytes, Math.min(first, bytes.length)), all);
        byte[] second = Arrays.copyOf(rest, rest.length + bytes.length - Math.min(first, bytes.length));
        System.arraycopy(bytes, Math.min(first, bytes.length), second, rest.length, second.length - rest.length);
        byte[] left = body.isBroken() ? new byte[0] : take(body, second, all);
        if (body.isBroken()) {
            return "broken";
        }
        if (body.isComplete()) {
            assertThat(isComplete(all.toString())).isTrue();
            assertThat(all.toString()).doesNotEndWith("X-T: v\r\n\r\n");
        }
        return all + (body.isComplete() ? " and then " + new String(left, StandardCharsets.ISO_8859_1) : " and more");
    }

    private static byte[] take(RequestBody body, byte[] bytes, StringBuilder all) {
        ByteBuf received = Unpooled.copiedBuffer(bytes);
        for (ByteBuf part; !body.isComplete() && !body.isBroken() && (part = body.take(received, true)) != null; ) {
            all.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        byte[] left = new byte[received.readableBytes()];
        received.readBytes(left);
        received.release();
        return left;
    }

    private static boolean isComplete(String body) {
        ChunkScanner scanner = new ChunkScanner();
        ByteBuf bytes = Unpooled.copiedBuffer(body, StandardCharsets.ISO_8859_1);
        int end = scanner.scan(bytes, 0, bytes.writerIndex());
        bytes.release();
        return scanner.isEnd() && end == body.length();
    }

    private static RequestHead chunkedRequest() {
        byte[] bytes = "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        RequestHead head = new RequestHead();
        assertThat(new RequestParser(Limits.DEFAULT).parse(bytes, 0, bytes.length, head))
                .isPositive();
        return head;
    }
}
