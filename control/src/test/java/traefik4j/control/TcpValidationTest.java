package traefik4j.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Loaded;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.Server;
import traefik4j.config.Tcp;
import traefik4j.config.TcpBackend;
import traefik4j.config.TcpFrontend;

/** What of TCP frontends and backends can go live. */
class TcpValidationTest {
    private static final TcpBackend GOOD = backend("tcp://10.0.0.1:1");

    private static TcpBackend backend(String url) {
        return new TcpBackend(Map.of("s", new Server(url, 1)), null, null);
    }

    private static TcpFrontend frontend(String backend, String... entryPoints) {
        return new TcpFrontend(backend, List.of(entryPoints), true, Map.of("r", "HostSNI:*"));
    }

    private static Loaded validate(Tcp said, Problem... found) {
        DynamicConfiguration all = new DynamicConfiguration(Map.of(), Map.of(), List.of(), said);
        return Validation.of(new Loaded(all, Places.NONE, List.of(found)), Sample.SETTINGS);
    }

    private static List<String> problems(Loaded loaded) {
        return loaded.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void fillsInTheDefaultEntryPoints() {
        Loaded valid = validate(new Tcp(Map.of("b", GOOD), Map.of("f", frontend("b"))));
        assertThat(valid.problems()).isEmpty();
        assertThat(valid.configuration().tcp().frontends()).containsEntry("f", frontend("b", "http"));
    }

    @Test
    void leavesOutServersThatAreNone() {
        Loaded valid = validate(new Tcp(Map.of("b", backend("http://10.0.0.1:1")), Map.of()));
        assertThat(valid.configuration().tcp().backends().get("b")).isEqualTo(new TcpBackend(Map.of(), null, null));
        assertThat(problems(valid))
                .containsExactly("tcp.backends.b.servers.s.url: \"http://10.0.0.1:1\" (expected: tcp://host:port)");
        assertThat(problems(validate(new Tcp(Map.of("b", backend("tcp://a")), Map.of()))))
                .containsExactly("tcp.backends.b.servers.s.url: \"tcp://a\" (expected: a port from 1 to 65535)");
    }

    @Test
    void leavesOutAFrontendWithoutItsBackendAlone() {
        Loaded valid = validate(
                new Tcp(
                        Map.of("b", GOOD),
                        Map.of("f", frontend("b"), "g", frontend("c"), "h", frontend(""), "i", frontend("d"))),
                Problem.error(null, "tcp.backends.d.servers.s.weight", "heavy (expected: a number)"));
        assertThat(valid.configuration().tcp().frontends()).containsOnlyKeys("f");
        assertThat(problems(valid))
                .containsExactlyInAnyOrder(
                        "tcp.backends.d.servers.s.weight: heavy (expected: a number)",
                        "tcp.frontends.g.backend: there is no TCP backend \"c\" (expected: one of b)",
                        "tcp.frontends.h.backend: missing (expected: one of b)",
                        "tcp.frontends.i.backend: \"d\" is left out because of its own problem");
    }

    @Test
    void leavesOutAFrontendThatListensNowhereOrHasNoRule() {
        Tcp said = new Tcp(
                Map.of("b", GOOD),
                Map.of("f", frontend("b", "none"), "g", new TcpFrontend("b", List.of(), true, Map.of())));
        Loaded valid = validate(said);
        assertThat(valid.configuration().tcp().frontends()).isEmpty();
        assertThat(problems(valid))
                .contains(
                        "tcp.frontends.f: none of its entry points exists (expected: one of admin, http)",
                        "tcp.frontends.g.routes: missing (expected: at least one table with a rule)");
    }
}
