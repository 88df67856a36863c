package traefik4j.proxy.der;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of DER, and bytes that are none. */
class DerReaderTest {
    private static DerReader of(String hex) {
        return new DerReader(HexFormat.of().parseHex(hex));
    }

    @Test
    void readsWhatWasWritten() {
        byte[] large = new byte[70_000];
        DerReader reader = new DerReader(
                Der.sequence(Der.integer(7), Der.of(Der.OCTET_STRING, new byte[200]), Der.of(Der.OCTET_STRING, large)));
        DerReader inside = reader.inside(Der.SEQUENCE);
        assertThat(reader.hasMore()).isFalse();
        inside.skip(Der.NULL);
        assertThat(inside.content(Der.INTEGER)).containsExactly(7);
        assertThat(inside.content(Der.OCTET_STRING)).hasSize(200);
        assertThat(inside.content(Der.OCTET_STRING)).hasSize(70_000);
        assertThat(inside.hasMore()).isFalse();
        assertThat(inside.isNext(Der.INTEGER)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"'', 30", "30, 30", "0203010203, 30", "3003020101, 02", "3004020101, 30", "3080, 30", "30847fffffff, 30"
    })
    void refusesWhatIsNotThere(String hex, String tag) {
        DerReader reader = of(hex);
        assertThatThrownBy(() -> reader.inside(HexFormat.fromHexDigits(tag)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no DER");
    }
}
