package traefik4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written for {@code extractorFunc} (reference §3.11). */
class ExtractorTest {
    @Test
    void readsWhatTraefikReads() {
        assertThat(Extractor.parse("client.ip")).isEqualTo(new Extractor.ClientIp(128));
        assertThat(Extractor.parse("request.host")).isEqualTo(new Extractor.RequestHost());
        assertThat(Extractor.parse("request.header.X-Token")).isEqualTo(new Extractor.RequestHeader("X-Token"));
    }

    @Test
    void takesAPrefixOfIpv6Addresses() {
        assertThat(Extractor.parse("client.ip/56")).isEqualTo(new Extractor.ClientIp(56));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "client",
                "client.ip/0",
                "client.ip/129",
                "client.ip/x",
                "request.header.",
                "request.header.a b"
            })
    void refusesTheRest(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Extractor.parse(text))
                .withMessageContaining("expected");
    }
}
