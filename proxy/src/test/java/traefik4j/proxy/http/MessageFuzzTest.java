package traefik4j.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Limits;

/**
 * Whatever is sent as a message: nothing is thrown, nothing outside the message is looked at, and what is read does not
 * depend on how the bytes arrive.
 */
class MessageFuzzTest {
    private static final int BEFORE = 5;
    private static final Limits LIMITS =
            new Limits(64 << 10, 8, 64, Limits.DEFAULT.headerReadTimeout(), 0, Limits.DEFAULT.writeStallTimeout());

    private final RequestParser requests = new RequestParser(LIMITS);
    private final RequestHead request = new RequestHead();
    private final ResponseParser responses = new ResponseParser(LIMITS.maxHeaderCount());
    private final ResponseHead response = new ResponseHead();
    private final RequestHead authority = new RequestHead();

    /** A parser: what it makes of a range of bytes. */
    @FunctionalInterface
    private interface Parser {
        int parse(byte[] bytes, int from, int to);
    }

    @FuzzTest
    void readsRequestsThatArriveInAnyWay(byte[] bytes) {
        checkHead(bytes, (all, from, to) -> requests.parse(all, from, to, request));
    }

    @FuzzTest
    void readsResponsesThatArriveInAnyWay(byte[] bytes) {
        checkHead(bytes, (all, from, to) -> responses.parse(all, from, to, response));
    }

    @FuzzTest
    void readsChunksThatArriveInAnyWay(byte[] bytes) {
        checkChunks(bytes);
    }

    @FuzzTest
    void readsHosts(byte[] bytes) {
        if (!Authority.parse(bytes, 0, bytes.length, authority)) {
            return;
        }
        assertThat(authority.hostStart).isZero();
        assertThat(authority.hostNameEnd).isBetween(0, bytes.length);
        assertThat(authority.hostEnd).isEqualTo(bytes.length);
        assertThat(authority.port).isBetween(0, 65535);
        assertThat(Ascii.text(bytes, 0, bytes.length))
                .matches("(\\[[0-9a-fA-F:.]+]|[^\\x00-\\x20\\x7f-\\xff/?#@:,\\[\\]]*)(:[0-9]*)?");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readsGeneratedMessagesThatArriveInAnyWay(long seed) {
        MessageGrammar grammar = new MessageGrammar(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] message = Ascii.bytes(grammar.request());
            readsRequestsThatArriveInAnyWay(message);
            readsResponsesThatArriveInAnyWay(Ascii.bytes(grammar.response()));
            int body = Ascii.text(message, 0, message.length).indexOf("\r\n\r\n");
            checkChunks(Arrays.copyOfRange(message, body < 0 ? 0 : body + 4, message.length));
        }
    }

    private static void checkHead(byte[] bytes, Parser parser) {
        int whole = parser.parse(bytes, 0, bytes.length);
        assertThat(whole).isLessThanOrEqualTo(bytes.length);
        assertThat(parser.parse(surrounded(bytes), BEFORE, BEFORE + bytes.length))
                .isEqualTo(whole);
        boolean refused = false;
        for (int to = 0; to < bytes.length; to++) {
            int part = parser.parse(bytes, 0, to);
            assertThat(part < 0 || !refused).as("a refusal stands").isTrue();
            refused |= part < 0;
            if (whole > 0) {
                assertThat(part).isEqualTo(to < whole ? 0 : whole);
            }
        }
    }

    /** The same bytes among others that would change their meaning. */
    private static byte[] surrounded(byte[] bytes) {
        byte[] all = new byte[BEFORE + bytes.length + 8];
        Arrays.fill(all, (byte) '\n');
        System.arraycopy(bytes, 0, all, BEFORE, bytes.length);
        return all;
    }

    private static void checkChunks(byte[] bytes) {
        String whole = chunks(bytes, length -> length);
        assertThat(chunks(bytes, length -> 1)).isEqualTo(whole);
        for (int cut = 1; cut < bytes.length; cut += 1 + bytes.length / 128) {
            int first = cut;
            int[] turn = new int[1];
            assertThat(chunks(bytes, length -> turn[0]++ == 0 ? first : length)).isEqualTo(whole);
        }
    }

    /** The data in these bytes, given to the scanner in pieces of some length, and how it ended. */
    private static String chunks(byte[] bytes, ToIntFunction<Integer> pieces) {
        ChunkScanner decoding = new ChunkScanner();
        ChunkScanner passing = new ChunkScanner();
        StringBuilder data = new StringBuilder();
        int passed = 0;
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + pieces.applyAsInt(bytes.length - from));
            ByteBuf piece = Unpooled.wrappedBuffer(bytes, from, to - from);
            for (int i = 0, end = to - from; i < end && !decoding.isEnd() && !decoding.isBroken(); ) {
                i = decoding.next(piece, i, end);
                data.append(Ascii.text(bytes, from + decoding.dataFrom(), from + decoding.dataTo()));
            }
            if (!passing.isEnd() && !passing.isBroken()) {
                passed += passing.scan(piece, 0, to - from);
            }
            from = to;
        }
        assertThat(passing.isEnd()).isEqualTo(decoding.isEnd());
        assertThat(passing.isBroken()).isEqualTo(decoding.isBroken());
        return decoding.isBroken()
                ? data + Reading.REFUSED
                : data + (decoding.isEnd() ? " up to " + passed : Reading.OPEN);
    }
}
