package traefik4j.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.ProxyProtocol.Version;
import traefik4j.proxy.exchange.Networks;
import traefik4j.proxy.exchange.Peer;

/** What servers are told by the PROXY protocol. */
class ProxyGreetingTest {
    private static ByteBuf written(Version version, String client, String local) {
        Peer peer = new Peer(
                new InetSocketAddress(InetAddress.ofLiteral(client), 258),
                () -> new InetSocketAddress(InetAddress.ofLiteral(local), 443),
                false,
                false,
                "http",
                Networks.NONE,
                null);
        return ProxyGreeting.write(version, peer, Unpooled.buffer());
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 10.0.0.1, TCP4 192.0.2.1 10.0.0.1",
        "2001:db8::1, ::1, TCP6 2001:db8::1 ::1",
        "192.0.2.1, ::1, TCP6 ::ffff:192.0.2.1 ::1"
    })
    void writesText(String client, String local, String line) {
        assertThat(written(Version.V1, client, local).toString(StandardCharsets.US_ASCII))
                .isEqualTo("PROXY " + line + " 258 443\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 10.0.0.1, 2111000cc00002010a000001010201bb",
        "192.0.2.1, ::1, 2121002400000000000000000000ffffc000020100000000000000000000000000000001010201bb"
    })
    void writesBinary(String client, String local, String hex) {
        assertThat(ByteBufUtil.hexDump(written(Version.V2, client, local))).isEqualTo("0d0a0d0a000d0a515549540a" + hex);
    }
}
