package traefik4j.proxy.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.DefaultHttp2HeadersEncoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.proxy.http.Ascii;

/** Compression of fields: the examples of RFC 7541, Appendix C, and Netty's codec as the oracle. */
class HpackTest {
    private final HpackDecoder decoder = new HpackDecoder();

    private List<String> decode(String hex) {
        return decode(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private List<String> decode(byte[] block) {
        List<String> fields = new ArrayList<>();
        decoder.decode(
                block,
                0,
                block.length,
                (name, nameFrom, nameTo, value, from, to) ->
                        fields.add(Ascii.text(name, nameFrom, nameTo) + ": " + Ascii.text(value, from, to)));
        return fields;
    }

    @Test
    void readsRequestsThatBuildOnEachOther() {
        assertThat(decode("828684410f7777772e6578616d706c652e636f6d"))
                .containsExactly(":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com");
        assertThat(decode("828684be58086e6f2d6361636865"))
                .containsExactly(
                        ":method: GET",
                        ":scheme: http",
                        ":path: /",
                        ":authority: www.example.com",
                        "cache-control: no-cache");
        assertThat(decode("828785bf400a637573746f6d2d6b65790c637573746f6d2d76616c7565"))
                .containsExactly(
                        ":method: GET",
                        ":scheme: https",
                        ":path: /index.html",
                        ":authority: www.example.com",
                        "custom-key: custom-value");
    }

    @Test
    void readsRequestsInHuffmanCode() {
        assertThat(decode("828684418cf1e3c2e5f23a6ba0ab90f4ff")).contains(":authority: www.example.com");
        assertThat(decode("828684be5886a8eb10649cbf")).contains("cache-control: no-cache");
        assertThat(decode("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")).contains("custom-key: custom-value");
    }

    @Test
    void readsResponsesThatPushOutWhatCameBefore() {
        decode("3fe101"); // the size of the table: 256
        assertThat(
                        decode(
                                "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3"))
                .containsExactly(
                        ":status: 302",
                        "cache-control: private",
                        "date: Mon, 21 Oct 2013 20:13:21 GMT",
                        "location: https://www.example.com");
        assertThat(decode("4883640effc1c0bf"))
                .containsExactly(
                        ":status: 307",
                        "cache-control: private",
                        "date: Mon, 21 Oct 2013 20:13:21 GMT",
                        "location: https://www.example.com");
        assertThat(
                        decode(
                                "88c16196d07abe941054d444a8200595040b8166e084a62d1bffc05a839bd9ab77ad94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007"))
                .containsExactly(
                        ":status: 200",
                        "cache-control: private",
                        "date: Mon, 21 Oct 2013 20:13:22 GMT",
                        "location: https://www.example.com",
                        "content-encoding: gzip",
                        "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1");
    }

    @ParameterizedTest
    @CsvSource({
        "80, a field without a meaning",
        "ff80, a number that breaks off",
        "ffffffffff7f, a number that is too large",
        "c0, a field without a meaning",
        "4001, a text that breaks off",
        "40, a block that breaks off",
        "3fe21f, a table of another size than agreed",
        "8220, a table of another size than agreed",
        "0081ff, a text in no Huffman code"
    })
    void refusesWhatIsNoBlock(String hex, String why) {
        assertThatThrownBy(() -> decode(hex)).isInstanceOf(Http2Fault.class).hasMessage(why);
    }

    @Test
    void readsWhateverNettyWrites() throws Http2Exception {
        SplittableRandom random = new SplittableRandom(1);
        DefaultHttp2HeadersEncoder encoder = new DefaultHttp2HeadersEncoder();
        for (int i = 0; i < 2_000; i++) {
            Http2Headers headers = new DefaultHttp2Headers(false);
            List<String> expected = new ArrayList<>();
            for (int k = random.nextInt(8); k >= 0; k--) {
                String name = random.nextBoolean() ? "cookie" : text(random, 5).toLowerCase(Locale.ROOT);
                String value = text(random, random.nextInt(10) == 0 ? 2_000 : 40);
                headers.add(name, value);
            }
            headers.forEach(field -> expected.add(field.getKey() + ": " + field.getValue()));
            ByteBuf out = Unpooled.buffer();
            encoder.encodeHeaders(1, headers, out);
            assertThat(decode(ByteBufUtil.getBytes(out))).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder("x");
        for (int i = random.nextInt(length); i > 0; i--) {
            text.append((char) random.nextInt(' ', 0x7f));
        }
        return text.toString();
    }

    @Test
    void writesWhatNettyReads() throws Http2Exception {
        HpackEncoder encoder = new HpackEncoder();
        DefaultHttp2HeadersDecoder netty = new DefaultHttp2HeadersDecoder(false);
        for (int status : new int[] {200, 404, 503, 307}) {
            byte[] block = new byte[4096];
            encoder.begin(block);
            encoder.status(status);
            field(encoder, "Content-Type", "text/html");
            field(encoder, "X-Own", "v".repeat(300));
            field(encoder, "Vary", "");
            Http2Headers read = netty.decodeHeaders(1, Unpooled.wrappedBuffer(block, 0, encoder.length()));
            assertThat(read.status()).hasToString(Integer.toString(status));
            assertThat(read.get("content-type")).hasToString("text/html");
            assertThat(read.get("x-own")).hasToString("v".repeat(300));
            assertThat(read.get("vary")).hasToString("");
        }
    }

    private static void field(HpackEncoder encoder, String name, String value) {
        byte[] n = Ascii.bytes(name);
        byte[] v = Ascii.bytes(value);
        encoder.field(n, 0, n.length, v, 0, v.length);
    }
}
