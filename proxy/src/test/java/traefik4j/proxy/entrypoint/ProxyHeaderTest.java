package traefik4j.proxy.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers of the PROXY protocol, both versions. */
class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    private static @Nullable ProxyHeader read(byte[] bytes) {
        ByteBuf received = Unpooled.wrappedBuffer(bytes);
        ProxyHeader header = ProxyHeader.of(received);
        assertThat(received.readerIndex()).isZero();
        received.release();
        return header;
    }

    private static @Nullable ProxyHeader text(String text) {
        return read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static @Nullable ProxyHeader binary(String hex) {
        return read(HexFormat.of().parseHex(SIGNATURE + hex.replace(" ", "")));
    }

    private static String told(@Nullable ProxyHeader header) {
        if (header == null) {
            return "more";
        }
        return header.length() + (header.source() == null ? "" : " " + header.source() + " " + header.destination());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROXY TCP4 192.0.2.1 10.0.0.1 56324 443 | 41 /192.0.2.1:56324 /10.0.0.1:443",
                "PROXY TCP4 0.0.0.0 255.255.255.255 0 65535 | 44 /0.0.0.0:0 /255.255.255.255:65535",
                "PROXY TCP6 2001:db8::1 ::1 1 2 | 32 /[2001:db8:0:0:0:0:0:1]:1 /[0:0:0:0:0:0:0:1]:2",
                "PROXY TCP6 ::ffff:192.0.2.1 ::1 1 2 | 37 /192.0.2.1:1 /[0:0:0:0:0:0:0:1]:2",
                "PROXY UNKNOWN | 15",
                "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535 | 59"
            })
    void readsText(String line, String told) {
        assertThat(told(text(line + "\r\nGET / HTTP/1.1\r\n\r\n"))).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 192.0.2.1 10.0.0.1 56324 443\n",
                "PROXY TCP4 192.0.2.1 10.0.0.1 56324\r\n",
                "PROXY TCP4 192.0.2.1 10.0.0.1 56324 443 \r\n",
                "PROXY TCP4  192.0.2.1 10.0.0.1 56324 443\r\n",
                "PROXY TCP4 192.0.2.1 10.0.0.1 56324 65536\r\n",
                "PROXY TCP4 192.0.2.1 10.0.0.1 056324 443\r\n",
                "PROXY TCP4 192.0.2.256 10.0.0.1 1 2\r\n",
                "PROXY TCP4 192.0.2.01 10.0.0.1 1 2\r\n",
                "PROXY TCP4 192.0.2 10.0.0.1 1 2\r\n",
                "PROXY TCP4 ::1 ::1 1 2\r\n",
                "PROXY TCP6 192.0.2.1 10.0.0.1 1 2\r\n",
                "PROXY TCP6 ::1%lo ::1 1 2\r\n",
                "PROXY TCP6 [::1] ::1 1 2\r\n",
                "PROXY TCP6 1:2:3 ::1 1 2\r\n",
                "PROXY TCP5 192.0.2.1 10.0.0.1 1 2\r\n",
                "PROXY UDP4 192.0.2.1 10.0.0.1 1 2\r\n",
                "PROXY tcp4 192.0.2.1 10.0.0.1 1 2\r\n",
                "PROXY UNKNOWNS\r\n",
                "PROXY \r\n",
                "PROXY / HTTP/1.1\r\n"
            })
    void takesNothingElseForText(String line) {
        assertThat(told(text(line))).isEqualTo("-1");
    }

    @Test
    void readsNoTextLongerThan107Bytes() {
        assertThat(told(text("PROXY UNKNOWN " + "x".repeat(91) + "\r\n"))).isEqualTo("107");
        assertThat(told(text("PROXY UNKNOWN " + "x".repeat(92) + "\r\n"))).isEqualTo("-1");
        assertThat(told(text("PROXY UNKNOWN " + "x".repeat(93)))).isEqualTo("-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "21 11 000c c0000201 0a000001 dc04 01bb 4745 | 28 /192.0.2.1:56324 /10.0.0.1:443",
                "21 11 0010 c0000201 0a000001 dc04 01bb 03000121 4745 | 32 /192.0.2.1:56324 /10.0.0.1:443",
                "21 21 0024 20010db8000000000000000000000001 00000000000000000000000000000001 0001 0002 |"
                        + " 52 /[2001:db8:0:0:0:0:0:1]:1 /[0:0:0:0:0:0:0:1]:2",
                "20 00 0000 | 16",
                "20 11 0000 | 16",
                "21 00 0003 aabbcc | 19",
                "21 12 000c c0000201 0a000001 dc04 01bb | 28",
                "20 00 0ff0 | more",
                "21 11 000c c000 | more",
                "21 11 000b c0000201 0a000001 dc04 01 | -1",
                "21 21 0023 | -1",
                "21 41 000c | -1",
                "21 13 000c | -1",
                "22 11 000c | -1",
                "11 11 000c | -1",
                "20 00 0ff1 | -1"
            })
    void readsBinary(String hex, String told) {
        assertThat(told(binary(hex))).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\n",
                "POST",
                "PRI * HTTP/2.0\r\n\r\n",
                "PROXZ ",
                "\r\nGET /",
                "\u0016\u0003\u0001"
            })
    void seesThatThereIsNone(String text) {
        assertThat(told(text(text))).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P", "PROXY", "PROXY ", "PROXY TCP4 1", "\r", "\r\n\r\n\0\r\nQUIT", "\r\n\r\n\0\r\nQUIT\n!"})
    void waitsForMore(String text) {
        assertThat(told(text(text))).isEqualTo("more");
    }

    @FuzzTest
    void decidesTheSameHoweverItArrives(byte[] bytes) {
        ProxyHeader whole = read(bytes);
        for (int length = 0; length < Math.min(bytes.length, 300); length++) {
            ProxyHeader part = read(java.util.Arrays.copyOf(bytes, length));
            assertThat(part == null || part.equals(whole)).isTrue();
        }
        if (whole != null) {
            assertThat(whole.length()).isBetween(-1, Math.min(bytes.length, ProxyHeader.LONGEST));
            assertThat(whole.source() == null).isEqualTo(whole.destination() == null);
        }
    }
}
