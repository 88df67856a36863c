package traefik4j.proxy.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.proxy.tcp.ClientHello.State;

/** The first message of TLS, however it is cut. */
class ClientHelloTest {
    private static String told(byte[] bytes, int... cuts) {
        ClientHello hello = new ClientHello();
        ByteBuf received = Unpooled.buffer();
        State state = State.MORE;
        int from = 0;
        for (int cut : cuts) {
            received.writeBytes(bytes, from, cut - from);
            from = cut;
            state = hello.read(received);
        }
        received.writeBytes(bytes, from, bytes.length - from);
        state = state == State.MORE ? hello.read(received) : state;
        assertThat(received.readerIndex()).isZero();
        received.release();
        return state == State.COMPLETE ? String.valueOf(hello.serverName()) : state.name();
    }

    private static String whole(byte[] message) {
        return told(Hello.records(message, 1 << 14));
    }

    @ParameterizedTest
    @CsvSource({
        "a.example,a.example",
        "A.EXAMPLE.,a.example",
        "localhost,localhost",
        "my_db-1,my_db-1",
        "10.0.0.1,null",
        "::1,null",
        "a b,BROKEN",
        ".,BROKEN",
        "b\u00fccher.example,BROKEN"
    })
    void findsTheNameInItsOneForm(String asked, String told) {
        assertThat(whole(Hello.asking(asked))).isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 17, 100})
    void putsTheMessageTogetherOutOfAnyRecords(int size) {
        assertThat(told(Hello.records(Hello.asking("a.example"), size))).isEqualTo("a.example");
    }

    @Test
    void findsTheSameWhereverItIsCut() {
        byte[] bytes = Hello.records(Hello.asking("a.example"), 50);
        for (int cut = 1; cut < bytes.length; cut++) {
            assertThat(told(bytes, cut)).isEqualTo("a.example");
        }
        int[] everywhere = new int[bytes.length - 1];
        Arrays.setAll(everywhere, i -> i + 1);
        assertThat(told(bytes, everywhere)).isEqualTo("a.example");
    }

    @Test
    void takesAMessageThatNamesNobody() {
        assertThat(whole(Hello.withoutExtensions())).isEqualTo("null");
        assertThat(whole(Hello.withExtensions(new byte[0]))).isEqualTo("null");
        assertThat(whole(Hello.withExtensions(Hello.extension(0x2a2a)))).isEqualTo("null");
    }

    @Test
    void waitsForTheRest() {
        byte[] bytes = Hello.records(Hello.asking("a.example"), 1 << 14);
        assertThat(told(Arrays.copyOf(bytes, bytes.length - 1))).isEqualTo("MORE");
    }

    /** HTTP, SSH, the first message of SSL 2, a record of SSL 1. */
    @ParameterizedTest
    @ValueSource(strings = {"474554202f", "5353482d32", "802e010301", "1601"})
    void knowsAtOnceWhatIsNotTls(String hex) {
        assertThat(told(HexFormat.of().parseHex(hex), 1)).isEqualTo("OTHER");
    }

    @Test
    void refusesTwoNames() {
        byte[] one = Hello.serverName("a.example".getBytes(StandardCharsets.US_ASCII));
        byte[] other = Hello.serverName("b.example".getBytes(StandardCharsets.US_ASCII));
        byte[] list = Hello.join(
                new byte[] {0}, Hello.sized(2, new byte[] {'a'}), new byte[] {0}, Hello.sized(2, new byte[] {'b'}));
        for (byte[] twice : List.of(Hello.join(one, other), Hello.extension(0, Hello.sized(2, list)))) {
            assertThat(whole(Hello.withExtensions(twice))).isEqualTo("BROKEN");
        }
    }

    @Test
    void refusesLengthsThatDoNotFit() {
        byte[] good = Hello.asking("a.example");
        byte[] longer = Hello.join(
                new byte[] {1}, Hello.sized(3, Hello.join(Arrays.copyOfRange(good, 4, good.length), new byte[] {0})));
        assertThat(whole(longer)).isEqualTo("BROKEN");
        byte[] shorter = Hello.join(new byte[] {1}, Hello.sized(3, Arrays.copyOfRange(good, 4, good.length - 1)));
        assertThat(whole(shorter)).isEqualTo("BROKEN");
        assertThat(told(new byte[] {22, 3, 1, 0, 0})).isEqualTo("BROKEN");
        assertThat(told(new byte[] {22, 3, 1, 0x40, 1})).isEqualTo("BROKEN");
    }

    @Test
    void refusesWhatIsTooLongBeforeItIsThere() {
        assertThat(told(new byte[] {22, 3, 1, 0, 4, 1, 0, 0x40, 1})).isEqualTo("BROKEN");
        byte[] large = Hello.withExtensions(Hello.extension(0x2a2a, new byte[16_000]));
        assertThat(whole(large)).isEqualTo("null");
        assertThat(told(Hello.records(large, 1))).isEqualTo("BROKEN");
    }

    @Test
    void refusesOtherMessagesAndOtherRecordsBetween() {
        assertThat(told(new byte[] {22, 3, 1, 0, 1, 2})).isEqualTo("BROKEN");
        byte[] half = Arrays.copyOf(Hello.records(Hello.asking("a.example"), 50), 55);
        assertThat(told(Hello.join(half, new byte[] {21}))).isEqualTo("BROKEN");
    }

    @FuzzTest
    void decidesTheSameHoweverItArrives(byte[] bytes) {
        String whole = told(bytes);
        for (int cut = 1; cut < bytes.length; cut++) {
            assertThat(told(bytes, cut)).isEqualTo(whole);
        }
        for (int size : new int[] {1, 7, 1 << 14}) {
            if (bytes.length > 0 && bytes.length < 2_000 && bytes[0] == 1) {
                assertThat(told(Hello.records(bytes, size))).isEqualTo(whole(bytes));
            }
        }
    }
}
