package traefik4j.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.Backend;
import traefik4j.config.Certificate;
import traefik4j.config.DynamicCertificate;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Frontend;
import traefik4j.config.LoadBalancer;
import traefik4j.config.Loaded;
import traefik4j.config.Pem;
import traefik4j.config.Place;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.Server;
import traefik4j.config.Tcp;

class ValidationTest {
    private static final Backend GOOD = Sample.backend("http://127.0.0.1:80");

    @Test
    void letsAGoodConfigurationThrough() {
        assertThat(Validation.of(Sample.loaded(80), Sample.SETTINGS)).isEqualTo(Sample.loaded(80));
    }

    @Test
    void givesAFrontendTheDefaultEntryPoints() {
        Loaded valid = validate(Map.of("b", GOOD), Map.of("f", Sample.frontend("b")));

        assertThat(valid.configuration().frontends()).containsEntry("f", Sample.frontend("b", "http"));
        assertThat(valid.problems()).isEmpty();
    }

    @Test
    void makesOfAFrontendThatSaysTheSameTheVeryObjectItBecameBefore() {
        Loaded said =
                Sample.loaded(Map.of("b", GOOD), Map.of("f", Sample.frontend("b"), "g", Sample.frontend("b", "admin")));
        Loaded usable = Validation.of(said, Sample.SETTINGS);
        Loaded next = Sample.loaded(Map.of("b", GOOD), Map.of("f", Sample.frontend("b"), "g", Sample.frontend("b")));

        Map<String, Frontend> valid = Validation.of(next, Sample.SETTINGS, said.configuration(), usable.configuration())
                .configuration()
                .frontends();

        assertThat(valid.get("f")).isSameAs(usable.configuration().frontends().get("f"));
        assertThat(valid).containsEntry("g", Sample.frontend("b", "http"));
    }

    @Test
    void makesSomethingElseOfTheSameFrontendWhereTheEntryPointsAreOthers() {
        Loaded said = Sample.loaded(Map.of("b", GOOD), Map.of("f", Sample.frontend("b")));
        Loaded usable = Validation.of(said, Sample.SETTINGS);
        Settings others = new Settings(Set.of("http", "admin"), List.of("admin"), Duration.ZERO);

        Loaded valid = Validation.of(said, others, said.configuration(), usable.configuration());

        assertThat(valid.configuration().frontends()).containsEntry("f", Sample.frontend("b", "admin"));
    }

    @Test
    void dropsAnUnknownEntryPointAndKeepsTheOthers() {
        Loaded valid = validate(Map.of("b", GOOD), Map.of("f", Sample.frontend("b", "htps", "admin")));

        assertThat(valid.configuration().frontends()).containsEntry("f", Sample.frontend("b", "admin"));
        assertThat(valid.problems())
                .hasToString(
                        "[frontends.f.entryPoints: there is no entry point \"htps\" (expected: one of admin, http)]");
        assertThat(valid.problems().getFirst().isError()).isFalse();
    }

    @Test
    void leavesOutAFrontendWithoutAnyValidEntryPoint() {
        Loaded valid = validate(Map.of("b", GOOD), Map.of("f", Sample.frontend("b", "htps")));

        assertThat(valid.configuration().frontends()).isEmpty();
        assertThat(errors(valid))
                .containsExactly("frontends.f: none of its entry points exists (expected: one of admin, http)");
    }

    @Test
    void leavesOutAFrontendWhoseBackendIsNotDefined() {
        Loaded valid = validate(
                Map.of("b", GOOD), Map.of("f", Sample.frontend("c", "http"), "g", Sample.frontend("b", "http")));

        assertThat(valid.configuration().frontends()).containsOnlyKeys("g");
        assertThat(errors(valid))
                .containsExactly("frontends.f.backend: there is no backend \"c\" (expected: one of b)");
    }

    @Test
    void leavesOutAFrontendWithoutABackend() {
        Loaded valid = validate(Map.of(), Map.of("f", Sample.frontend("", "http")));

        assertThat(valid.configuration().frontends()).isEmpty();
        assertThat(errors(valid)).containsExactly("frontends.f.backend: missing (expected: one that is defined)");
    }

    @Test
    void leavesOutAFrontendWithoutRoutes() {
        Frontend silent = new Frontend("b", List.of("http"), Map.of(), false, 0);

        Loaded valid = validate(Map.of("b", GOOD), Map.of("f", silent));

        assertThat(valid.configuration().frontends()).isEmpty();
        assertThat(errors(valid))
                .containsExactly("frontends.f.routes: missing (expected: at least one table with a rule)");
    }

    @ParameterizedTest
    @CsvSource({"true, http, false", "true, admin, true", "false, http, true"})
    void leavesOutAFrontendThatWantsToShowTheCertificateOfAnEntryPointWithoutTls(
            boolean passes, String entryPoint, boolean stays) {
        Settings settings =
                new Settings(Set.of("http", "admin"), Set.of("admin"), List.of("http"), Sample.SETTINGS.throttle());
        Frontend said = Sample.frontend("b", entryPoint);
        Frontend frontend = new Frontend(
                said.backend(),
                said.entryPoints(),
                said.routes(),
                false,
                0,
                said.access(),
                null,
                Map.of(),
                null,
                said.timeouts(),
                passes,
                null);
        Loaded valid = Validation.of(
                new Loaded(new DynamicConfiguration(Map.of("b", GOOD), Map.of("f", frontend)), Places.NONE, List.of()),
                settings);

        assertThat(valid.configuration().frontends()).hasSize(stays ? 1 : 0);
        assertThat(errors(valid))
                .isEqualTo(
                        stays
                                ? List.of()
                                : List.of("frontends.f.passTLSCert: none of its entry points has TLS"
                                        + " (expected: one whose certificate to show)"));
    }

    @Test
    void leavesOutAServerWhoseUrlIsNone() {
        Loaded valid = validate(
                Map.of("b", Sample.backend("127.0.0.1:80", "http://127.0.0.1:81")),
                Map.of("f", Sample.frontend("b", "http")));

        Backend rest = new Backend(Map.of("s2", new Server("http://127.0.0.1:81", 1)), LoadBalancer.DEFAULT);
        assertThat(valid.configuration().backends()).containsOnly(Map.entry("b", rest));
        assertThat(valid.configuration().frontends()).containsOnlyKeys("f");
        assertThat(errors(valid))
                .containsExactly("backends.b.servers.s1.url: \"127.0.0.1:80\" (expected: http://host:port)");
    }

    @Test
    void takesServersOfEveryScheme() {
        Backend all = Sample.backend("h2c://127.0.0.1", "https://127.0.0.1", "http://127.0.0.1");
        assertThat(errors(validate(Map.of("b", all), Map.of()))).isEmpty();
    }

    @Test
    void leavesOutTheFrontendsOfABackendWithANegativeWeight() {
        Backend heavy = new Backend(Map.of("s", new Server("http://a", -1)), LoadBalancer.DEFAULT);

        Loaded valid = validate(Map.of("b", heavy), Map.of("f", Sample.frontend("b", "http")));

        assertThat(valid.configuration()).isEqualTo(DynamicConfiguration.EMPTY);
        assertThat(errors(valid))
                .containsExactly(
                        "backends.b.servers.s.weight: -1 (expected: >= 0)",
                        "frontends.f.backend: \"b\" is left out because of its own problem");
    }

    @Test
    void tellsABackendThatCouldNotBeReadFromOneThatIsMissing() {
        DynamicConfiguration said = new DynamicConfiguration(Map.of(), Map.of("f", Sample.frontend("b", "http")));
        Problem read = Problem.error(null, "backends.b.servers.s.weight", "heavy (expected: a number)");

        Loaded valid = Validation.of(new Loaded(said, Places.NONE, List.of(read)), Sample.SETTINGS);

        assertThat(errors(valid)).last().isEqualTo("frontends.f.backend: \"b\" is left out because of its own problem");
    }

    @Test
    void usesWeightedRoundRobinForAMethodItDoesNotKnow() {
        Backend odd = new Backend(GOOD.servers(), new LoadBalancer("random"));

        Loaded valid = validate(Map.of("b", odd), Map.of());

        assertThat(valid.configuration().backends()).containsEntry("b", GOOD);
        assertThat(valid.problems())
                .hasToString(
                        "[backends.b.loadBalancer.method: \"random\", so wrr is used (expected: wrr, drr, leastConn, p2c, hash)]");
    }

    @Test
    void saysWhereAProblemIs() {
        Places places = new Places(Map.of("frontends.f", new Place("rules.toml", 7, 1)));
        DynamicConfiguration said = new DynamicConfiguration(Map.of(), Map.of("f", Sample.frontend("b", "http")));

        Loaded valid = Validation.of(new Loaded(said, places, List.of()), Sample.SETTINGS);

        assertThat(errors(valid)).singleElement().asString().startsWith("rules.toml:7:1 frontends.f.backend: ");
    }

    @Test
    void keepsTheProblemsOfReading() {
        Problem problem = Problem.warning(null, "backends.b.color", "unknown key");
        Loaded loaded = new Loaded(DynamicConfiguration.EMPTY, Places.NONE, List.of(problem));

        assertThat(Validation.of(loaded, Sample.SETTINGS).problems()).containsExactly(problem);
    }

    private static Loaded validate(Map<String, Backend> backends, Map<String, Frontend> frontends) {
        return Validation.of(Sample.loaded(backends, frontends), Sample.SETTINGS);
    }

    private static List<String> errors(Loaded loaded) {
        return loaded.problems().stream()
                .filter(Problem::isError)
                .map(Problem::toString)
                .toList();
    }

    @Test
    void certificatesGoToTheEntryPointsThatThereAre() {
        Certificate certificate =
                new Certificate(Pem.of("chain"), Pem.of("key"), new Place("rules.toml", 4, 1), "tls.0.certificate");
        Loaded said = new Loaded(
                new DynamicConfiguration(
                        Map.of(),
                        Map.of(),
                        List.of(
                                new DynamicCertificate(List.of(), certificate),
                                new DynamicCertificate(List.of("admin", "none"), certificate),
                                new DynamicCertificate(List.of("none"), certificate)),
                        Tcp.NONE),
                Places.NONE,
                List.of());
        Loaded valid = Validation.of(said, Sample.SETTINGS);
        assertThat(valid.configuration().certificates())
                .extracting(DynamicCertificate::entryPoints)
                .containsExactly(List.of("http"), List.of("admin"));
        assertThat(valid.problems())
                .extracting(Problem::toString)
                .containsExactly("rules.toml:4:1 tls.0.entryPoints: there is no entry point \"none\""
                        + " (expected: one of admin, http)");
    }
}
