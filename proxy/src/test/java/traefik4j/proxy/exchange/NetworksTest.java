package traefik4j.proxy.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses belong to a set of networks. */
class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,          10.255.1.2,          true",
        "10.0.0.0/8,          11.0.0.0,            false",
        "10.0.0.1,            10.0.0.1,            true",
        "10.0.0.1,            10.0.0.2,            false",
        "10.1.2.3/8,          10.9.9.9,            true",
        "192.168.4.0/22,      192.168.7.255,       true",
        "192.168.4.0/22,      192.168.8.0,         false",
        "0.0.0.0/0,           255.1.2.3,           true",
        "0.0.0.0/0,           ::1,                 false",
        "255.255.255.255/32,  255.255.255.255,     true",
        "::1,                 ::1,                 true",
        "::1,                 127.0.0.1,           false",
        "2001:db8::/33,       2001:db8:7fff::1,    true",
        "2001:db8::/33,       2001:db8:8000::1,    false",
        "::/0,                2001:db8::1,         true",
        "fe80::/10,           fe80::1,             true",
        "::ffff:10.0.0.0/104, 10.1.2.3,            true",
        "::ffff:10.0.0.1,     10.0.0.1,            true",
        "10.0.0.0/8,          ::ffff:10.1.2.3,     true",
    })
    void containsAddresses(String network, String address, boolean contained) throws UnknownHostException {
        assertThat(new Networks(List.of(network)).contains(address(address))).isEqualTo(contained);
    }

    @Test
    void containsWhatAnyOfThemContains() throws UnknownHostException {
        Networks networks = new Networks(List.of("10.0.0.0/8", "::1"));
        assertThat(networks.contains(address("::1"))).isTrue();
        assertThat(networks.contains(address("10.0.0.1"))).isTrue();
        assertThat(networks.contains(address("9.0.0.1"))).isFalse();
        assertThat(new Networks(List.of()).contains(address("9.0.0.1"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "::/129",
                "10.0.0.0/8/8",
                "/8",
                "1.2.3.4.5"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> new Networks(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("expected");
    }

    @FuzzTest
    void takesOrRefusesAnyText(byte[] bytes) throws UnknownHostException {
        try {
            Networks networks = new Networks(List.of(new String(bytes, StandardCharsets.UTF_8)));
            assertThat(networks.contains(address("1.2.3.4")) && networks.contains(address("2001:db8::1")))
                    .isFalse();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("expected");
        }
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByAddress(Objects.requireNonNull(NetUtil.createByteArrayFromIpAddressString(text)));
    }
}
