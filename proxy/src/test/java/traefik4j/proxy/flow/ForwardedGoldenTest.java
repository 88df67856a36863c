package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import traefik4j.config.ForwardedHeaders;
import traefik4j.proxy.flow.GoldenCases.Case;

/** The heads servers get, byte for byte, as {@code forwarded.txt} has them. */
class ForwardedGoldenTest {
    @AutoClose
    private final ProxyFixture proxy = new ProxyFixture();

    static Stream<Case> cases() {
        return GoldenCases.of("forwarded.txt");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tellsServersAboutTheClient(Case golden) throws UnknownHostException {
        String[] sides = golden.text().split("--- server\n", 2);
        proxy.trusts(whom(golden.title().substring(golden.title().lastIndexOf(" believes ") + 10)));
        ScriptedServer server = proxy.server(connection -> connection.answer(Http.OK));
        assertThat(proxy.client().exchange(GoldenCases.message(sides[0])).status())
                .isEqualTo(200);
        assertThat(server.received())
                .isEqualTo(GoldenCases.message(sides[1])
                        .replace("{machine}", InetAddress.getLocalHost().getHostName()));
    }

    private static ForwardedHeaders whom(String words) {
        return switch (words) {
            case "nobody" -> ForwardedHeaders.NOBODY;
            case "everybody" -> new ForwardedHeaders(List.of(), true);
            default -> new ForwardedHeaders(List.of(words.split(" ", -1)), false);
        };
    }
}
