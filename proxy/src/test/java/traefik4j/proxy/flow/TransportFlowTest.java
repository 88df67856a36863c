package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import traefik4j.proxy.exchange.Transport;

/** Exchanges of all shapes by every way to the kernel there is; what a kernel does not permit is named as skipped. */
class TransportFlowTest {
    private static final int LARGE = 3_000_000;

    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    @ParameterizedTest
    @EnumSource(Transport.class)
    void carriesOneExchangeAfterTheOther(Transport transport) {
        assumeThat(transport.isAvailable()).isTrue();
        proxy.transport(transport).server(connection -> connection.answerAll(Http.OK));
        RawClient client = proxy.client();
        for (int i = 0; i < 3; i++) {
            assertThat(client.exchange(Http.GET).body()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void carriesLargeBodiesBothWays(Transport transport) {
        assumeThat(transport.isAvailable()).isTrue();
        proxy.transport(transport).server(connection -> {
            connection.head();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n" + connection.read(LARGE));
        });
        RawClient client = proxy.client();
        client.send(Http.request("POST", "/", "Content-Length: " + LARGE) + "x".repeat(LARGE));
        assertThat(client.response().body()).isEqualTo("x".repeat(LARGE));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void noticesWhoLeaves(Transport transport) {
        assumeThat(transport.isAvailable()).isTrue();
        proxy.transport(transport).server(connection -> {
            connection.head();
            connection.reset();
        });
        assertThat(proxy.client().exchange(Http.request("POST", "/")).status()).isEqualTo(502);
    }
}
