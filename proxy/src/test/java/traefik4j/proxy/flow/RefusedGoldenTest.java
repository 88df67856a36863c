package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import traefik4j.proxy.flow.GoldenCases.Case;
import traefik4j.proxy.flow.RawClient.Response;

/** Hostile requests, as {@code refused.txt} has them: refused, the connection closed, no byte at a server. */
class RefusedGoldenTest {
    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    static Stream<Case> cases() {
        return GoldenCases.of("refused.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refusesBeforeAServerSeesAByte(Case golden) {
        ScriptedServer server = proxy.server(connection -> connection.answerAll(Http.OK));
        RawClient client = proxy.client();
        client.send(GoldenCases.message(golden.text()));
        Response response = client.response();
        assertThat(response.status()).isEqualTo(Integer.parseInt(golden.title().substring(0, 3)));
        assertThat(response.field("Connection")).isEqualTo("close");
        assertThat(client.isClosedByPeer()).isTrue();
        assertThat(server.connections()).isZero();
    }
}
