package traefik4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://172.17.0.2:80, http, 172.17.0.2, 80",
        "http://my_service:8080/, http, my_service, 8080",
        "HTTP://Example.com, http, Example.com, 80",
        "https://example.com, https, example.com, 443",
        "h2c://example.com:, h2c, example.com, 80",
        "http://[::1]:9001, http, ::1, 9001",
        "http://[fe80::1%eth0]:9001, http, fe80::1%eth0, 9001",
        "http://user:p@ss@example.com:81/path?query=1#x, http, example.com, 81",
        "http://example.com?to=http://other, http, example.com, 80",
    })
    void takesSchemeHostAndPort(String url, String scheme, String host, int port) {
        assertThat(ServerUrl.parse(url)).isEqualTo(new ServerUrl(scheme, host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:80",
                "localhost:80",
                "http://",
                "http://:80",
                "http://a b:80",
                "http://::1:80",
                "http://a:b",
                "http:/a:80",
                " http://a:80",
                "http://a:80\n"
            })
    void refusesWhatIsNoUrl(String url) {
        assertThatThrownBy(() -> ServerUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("\"" + url + "\" (expected: http://host:port)");
    }

    @Test
    void refusesAnotherScheme() {
        assertThatThrownBy(() -> ServerUrl.parse("ftp://a:80"))
                .hasMessage("\"ftp://a:80\" (expected: scheme http, https or h2c)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a:0", "http://a:65536", "http://a:99999"})
    void refusesAPortThatDoesNotExist(String url) {
        assertThatThrownBy(() -> ServerUrl.parse(url)).hasMessageContaining("expected: a port from 1 to 65535");
    }
}
