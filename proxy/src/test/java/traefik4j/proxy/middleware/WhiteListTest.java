package traefik4j.proxy.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.WhiteList;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Networks;
import traefik4j.proxy.exchange.Peer;
import traefik4j.proxy.http.Answer;
import traefik4j.proxy.trial.Trial;

/** Who is let in by address (reference §2.6). */
class WhiteListTest {
    private static final Handler PASSED = exchange -> exchange.answer(Answer.text(200, "passed"));
    private static final AccessControl ACCESS = TestAccess.at(Map.of());

    private static Handler list(boolean useXForwardedFor, String... ranges) {
        return ACCESS.whiteList(new WhiteList(List.of(ranges), useXForwardedFor), PASSED);
    }

    private static Peer proxied(String address, String... proxies) {
        Networks trusted = new Networks(List.of(proxies));
        InetSocketAddress socket = new InetSocketAddress(address, 1);
        return new Peer(socket, false, trusted.contains(socket.getAddress()), "http", trusted);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.1.2.3,200",
        "10.0.0.0/8,11.1.2.3,403",
        "192.0.2.7,192.0.2.7,200",
        "192.0.2.7,192.0.2.8,403",
        "2001:db8::/32,2001:db8::1,200",
        "2001:db8::/32,2001:db9::1,403",
        "10.0.0.0/8,::ffff:10.1.2.3,200",
        "::ffff:10.0.0.0/104,10.1.2.3,200"
    })
    void letsInWhoIsOnTheList(String range, String client, int status) {
        assertThat(Trial.of(list(false, range), client, "GET / HTTP/1.1", "Host: h")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void tellsTheOthersNothingMore() {
        assertThat(Trial.get(list(false, "10.0.0.0/8")).text()).isEqualTo("Forbidden");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 10.1.1.1                       | 403 | a stranger says where it comes from",
                "172.16.0.1| 10.1.1.1                       | 200 | a proxy says where the client comes from",
                "172.16.0.1| 10.1.1.1, 192.0.2.9            | 403 | the client made the first address up",
                "172.16.0.1| 192.0.2.9, 10.1.1.1            | 200 | the proxy added the last one",
                "172.16.0.1| 10.1.1.1, 172.16.0.2           | 200 | two proxies",
                "172.16.0.1| bogus                          | 403 | no address",
                "172.16.0.1| 10.1.1.1, bogus                | 403 | no address that counts",
            })
    void believesTrustedProxiesAlone(String peer, String forwardedFor, int status, String why) {
        Handler list = list(true, "10.0.0.0/8");
        Trial trial = Trial.of(
                list, proxied(peer, "172.16.0.0/12"), "GET / HTTP/1.1", "Host: h", "X-Forwarded-For: " + forwardedFor);
        assertThat(trial.status()).as(why).isEqualTo(status);
    }

    @Test
    void readsAllFieldsOfAProxy() {
        Trial trial = Trial.of(
                list(true, "10.0.0.0/8"),
                proxied("172.16.0.1", "172.16.0.0/12"),
                "GET / HTTP/1.1",
                "Host: h",
                "X-Forwarded-For: 10.0.0.1",
                "X-Forwarded-For: 192.0.2.1",
                "X_Forwarded_For: 10.0.0.1");
        assertThat(trial.status()).isEqualTo(403);
    }

    @Test
    void takesAProxyForAClientThatIsSilent() {
        Trial trial =
                Trial.of(list(true, "172.16.0.1"), proxied("172.16.0.1", "172.16.0.1"), "GET / HTTP/1.1", "Host: h");
        assertThat(trial.status()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoNetwork() {
        assertThatThrownBy(() -> list(false, "10.0.0.0/33"))
                .isInstanceOf(PolicyFault.class)
                .hasMessageContaining("(expected: ");
    }
}
