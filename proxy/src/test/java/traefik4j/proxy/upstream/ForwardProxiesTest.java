package traefik4j.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the variables of the environment mean, as Go's httpproxy has it. */
class ForwardProxiesTest {
    private static String proxy(Map<String, String> environment, String scheme, String host, int port) {
        return Objects.toString(ForwardProxies.of(environment).of(scheme, host, port));
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy:3128,             http://proxy:3128",
        "HTTP://proxy:3128/,            http://proxy:3128",
        "proxy:3128,                    http://proxy:3128",
        "proxy,                         http://proxy:80",
        "10.1.2.3:8080,                 http://10.1.2.3:8080",
        "http://[2001:db8::1]:8080,     http://[2001:db8::1]:8080",
        "http://user:secret@proxy:3128, http://proxy:3128",
    })
    void readsProxies(String value, String expected) {
        assertThat(proxy(Map.of("HTTP_PROXY", value), "http", "shop.example", 80))
                .isEqualTo(expected);
    }

    @Test
    void hasOneForEachScheme() {
        Map<String, String> both = Map.of("HTTP_PROXY", "http://a", "https_proxy", "http://b");
        assertThat(proxy(both, "http", "shop.example", 80)).isEqualTo("http://a:80");
        assertThat(proxy(both, "https", "shop.example", 443)).isEqualTo("http://b:80");
        assertThat(proxy(both, "h2c", "shop.example", 80)).isEqualTo("null");
        assertThat(proxy(Map.of("HTTP_PROXY", "http://a"), "https", "shop.example", 443))
                .isEqualTo("null");
    }

    @Test
    void prefersLargeLetters() {
        Map<String, String> both = Map.of("HTTP_PROXY", "http://large", "http_proxy", "http://small");
        assertThat(proxy(both, "http", "shop.example", 80)).isEqualTo("http://large:80");
        assertThat(proxy(Map.of("HTTP_PROXY", "", "http_proxy", "http://small"), "http", "shop.example", 80))
                .isEqualTo("http://small:80");
    }

    @Test
    void saysWhoWeAre() {
        ForwardProxy proxy = ForwardProxy.parse("http://us%65r:p%3Ass@proxy");
        assertThat(proxy.credentials()).isEqualTo("Proxy-Authorization: Basic dXNlcjpwOnNz\r\n");
        assertThat(proxy.connect("2001:db8::1", 443))
                .isEqualTo(String.join(
                        "\r\n",
                        "CONNECT [2001:db8::1]:443 HTTP/1.1",
                        "Host: [2001:db8::1]:443",
                        "Proxy-Authorization: Basic dXNlcjpwOnNz",
                        "",
                        ""));
    }

    /** Cases of Go's own test among them. */
    @ParameterizedTest
    @CsvSource({
        "'',                      shop.example, 80,   true",
        "'',                      localhost,    8080, false",
        "'',                      127.0.0.1,    80,   false",
        "'',                      127.3.2.1,    80,   false",
        "'',                      ::1,          80,   false",
        "*,                       shop.example, 80,   false",
        "'a, *',                  shop.example, 80,   false",
        "shop.example,            shop.example, 80,   false",
        "SHOP.example,            Shop.Example, 80,   false",
        "example,                 shop.example, 80,   false",
        ".example,                shop.example, 80,   false",
        ".example,                example,      80,   true",
        "*.example,               shop.example, 80,   false",
        "*.example,               example,      80,   true",
        "shop.example,            a.shop.example, 80, false",
        "shop.example,            workshop.example, 80, true",
        "shop.example:80,         shop.example, 80,   false",
        "shop.example:81,         shop.example, 80,   true",
        "10.0.0.1,                10.0.0.1,     80,   false",
        "10.0.0.1:80,             10.0.0.1,     80,   false",
        "10.0.0.1:81,             10.0.0.1,     80,   true",
        "10.0.0.0/8,              10.9.8.7,     80,   false",
        "10.0.0.0/8,              11.9.8.7,     80,   true",
        "10.0.0.0/8,              shop.example, 80,   true",
        "2001:db8::/32,           2001:db8::1,  80,   false",
        "2001:db8::1,             2001:db8::1,  80,   false",
        "[2001:db8::1]:80,        2001:db8::1,  80,   false",
        "[2001:db8::1]:81,        2001:db8::1,  80,   true",
        "' , ,:80,., nonsense/99', shop.example, 80,  true",
        "'a.example, shop.example', shop.example, 80, false",
    })
    void knowsWhomToReachDirectly(String direct, String host, int port, boolean byProxy) {
        String proxy = proxy(Map.of("HTTP_PROXY", "http://proxy", "NO_PROXY", direct), "http", host, port);
        assertThat(proxy).isEqualTo(byProxy ? "http://proxy:80" : "null");
    }

    @ParameterizedTest
    @CsvSource({
        "socks5://proxy:1080,  no proxies by socks5",
        "https://proxy,        no proxies by https",
        "http://:3128,         no",
        "http://se cret@proxy, no URL",
    })
    void complainsWhenAServerNeedsWhatIsNotUsable(String value, String reason) {
        ForwardProxies proxies = ForwardProxies.of(Map.of("HTTP_PROXY", value));
        assertThat(proxies.of("http", "localhost", 80)).isNull();
        assertThat(proxies.of("https", "shop.example", 443)).isNull();
        assertThatThrownBy(() -> proxies.of("http", "shop.example", 80))
                .hasMessageStartingWith("HTTP_PROXY is not usable: " + reason)
                .hasMessageContaining("expected: http://host:port")
                .hasMessageNotContaining("cret");
    }

    @Test
    void saysWhatItFoundWithoutPasswords() {
        assertThat(ForwardProxies.NONE.texts()).isEmpty();
        Map<String, String> both = Map.of("http_proxy", "http://user:secret@a", "HTTPS_PROXY", "socks5://b");
        assertThat(ForwardProxies.of(both).texts()).containsExactly("HTTP_PROXY: http://a:80");
        assertThat(ForwardProxies.of(both).faults())
                .containsExactly(Map.entry("HTTPS_PROXY", "no proxies by socks5 (expected: http://host:port)"));
    }
}
