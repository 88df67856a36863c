package traefik4j.proxy.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class Utf8TextTest {
    @Test
    void knowsTheByteEachCharacterBeginsAt() {
        byte[] bytes = "xaé€😀b".getBytes(StandardCharsets.UTF_8);
        Utf8Text text = Utf8Text.of(bytes, 1, bytes.length);

        assertThat(text.text()).isEqualTo("aé€😀b");
        assertThat(List.of(0, 1, 2, 3, 5, 6)).extracting(text::offset).containsExactly(0, 1, 3, 6, 10, 11);
    }

    @Test
    void replacesEachByteThatIsNoUtf8() {
        byte[] bytes = {'a', (byte) 0xff, (byte) 0xc3, 'b', (byte) 0xe2, (byte) 0x82, (byte) 0xc0, (byte) 0x80};
        Utf8Text text = Utf8Text.of(bytes, 0, bytes.length);

        assertThat(text.text()).isEqualTo("a\ufffd\ufffdb\ufffd\ufffd\ufffd\ufffd");
        assertThat(text.offset(text.text().length())).isEqualTo(bytes.length);
    }

    @Test
    void replacesSurrogatesAndWhatIsBeyondUnicode() {
        byte[] surrogate = {(byte) 0xed, (byte) 0xa0, (byte) 0x80};
        byte[] beyond = {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80};

        assertThat(Utf8Text.of(surrogate, 0, 3).text()).isEqualTo("\ufffd\ufffd\ufffd");
        assertThat(Utf8Text.of(beyond, 0, 4).text()).isEqualTo("\ufffd\ufffd\ufffd\ufffd");
    }
}
