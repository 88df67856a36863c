package traefik4j.proxy.entrypoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.NetUtil;
import java.net.BindException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of entry points as users write them. */
class ListenAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:80,     127.0.0.1,   80",
        "'[::1]:8080',     ::1,         8080",
        "'::1:8080',       ::1,         8080",
        "0.0.0.0:0,        0.0.0.0,     0",
        "'[2001:db8::1]:65535', 2001:db8::1, 65535",
    })
    void readsHostAndPort(String text, String host, int port) {
        InetSocketAddress address = ListenAddress.parse(text);
        assertThat(NetUtil.toAddressString(address.getAddress())).isEqualTo(host);
        assertThat(address.getPort()).isEqualTo(port);
    }

    @Test
    void listensEverywhereWithoutAHost() {
        InetSocketAddress address = ListenAddress.parse(":80");
        assertThat(address.getAddress().isAnyLocalAddress()).isTrue();
        assertThat(address.getPort()).isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "localhost", "h:", "h:x", "h:-1", "h:65536", "h:123456"})
    void refusesWhatHasNoPort(String text) {
        assertThatThrownBy(() -> ListenAddress.parse(text)).hasMessageContaining("expected: host:port");
    }

    @Test
    void saysWhatToDoAboutAPortThatCannotBeHad() {
        assertThat(ListenAddress.reason(new BindException("Address already in use")))
                .contains("another port");
        assertThat(ListenAddress.reason(new BindException("Permission denied"))).contains("below 1024");
        assertThat(ListenAddress.reason(new BindException("odd"))).isEqualTo("odd");
    }
}
