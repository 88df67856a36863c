package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Certificate;
import traefik4j.config.Pem;
import traefik4j.config.Tls;

/** What follows from what in the static configuration (reference §1.5). */
class StaticReaderTest {
    @TempDir
    Path directory;

    private Given given() {
        return new Given(directory);
    }

    @Test
    void withoutAnEntryPointThereIsHttpAndItIsTheDefault() {
        assertThat(given().file("defaultEntryPoints = [\"x\"]").read().defaultEntryPoints())
                .containsExactly("http");
    }

    @Test
    void aMistakeInAPartThatIsNotThereYetCostsNothing() {
        given().file("[tracing]", "serviceName = [1]", "backend = \"jaeger\"");
        assertThat(given().problems()).hasSize(2).allMatch(problem -> problem.startsWith("WARNING "));
    }

    @Test
    void saysWhichDefaultEntryPointDoesNotExist() {
        given().file("defaultEntryPoints = [\"web\"]", "[entryPoints.http]", "address = \":80\"");
        assertThat(given().problems())
                .containsExactly("WARNING traefik.toml:1:1 defaultEntryPoints: web is no entry point (expected: http)");
    }

    @ParameterizedTest
    @ValueSource(strings = {":80", "127.0.0.1:80", "[::1]:80", "localhost:0", "[fe80::1%eth0]:8080"})
    void takesAnAddress(String address) {
        assertThat(given().file("[entryPoints.http]", "address = \"" + address + "\"")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", ":", ":http", "::1:80", ":65536", "http://:80", "[::1:80", ":80 "})
    void refusesWhatIsNoAddress(String address) {
        assertThat(given().file("[entryPoints.http]", "address = \"" + address + "\"")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("ERROR traefik.toml:2:1 entryPoints.http.address: ");
    }

    @Test
    void refusesTheSameAddressTwice() {
        given().file("[entryPoints.http]", "address = \":80\"", "[entryPoints.web]", "address = \":80\"");
        assertThat(given().problems())
                .containsExactly("ERROR traefik.toml:4:1 entryPoints.web.address: :80 is taken by entry point http");
    }

    @Test
    void pingMakesTheEntryPointTraefik() {
        assertThat(given().file("[ping]").read().entryPoints().keySet()).containsExactly("http", "traefik");
    }

    @Test
    void pingUsesTheEntryPointTraefikThatIsThere() {
        given().file("[ping]", "[entryPoints.traefik]", "address = \":1\"", "[entryPoints.http]", "address = \":2\"");
        assertThat(given().read().entryPoints().get("traefik"))
                .satisfies(entryPoint -> assertThat(entryPoint.address()).isEqualTo(":1"));
    }

    @Test
    void pingOnAnEntryPointThatDoesNotExistIsRefused() {
        assertThat(given().file("[ping]", "entryPoint = \"x\"").problems())
                .containsExactly("ERROR traefik.toml:1:1 ping.entryPoint: x is no entry point (expected: http)");
    }

    @ParameterizedTest
    @CsvSource({"graceTimeOut = 0, PT5S", "graceTimeOut = 1, PT1S", "GraceTimeout = '2m', PT2M"})
    void theDeprecatedGraceTimeOutWinsUnlessZero(String line, Duration expected) {
        given().file(line.replace('\'', '"'), "[lifeCycle]", "graceTimeOut = \"5s\"");
        assertThat(given().read().lifeCycle().graceTimeOut()).isEqualTo(expected);
    }

    @Test
    void theDeprecatedIdleTimeoutWins() {
        given().file("idleTimeout = \"1s\"", "[respondingTimeouts]", "idleTimeout = \"5s\"");
        assertThat(given().read().respondingTimeouts().idleTimeout()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checkNewVersion = false",
                "sendAnonymousUsage = false",
                "[file]\n[entryPoints.http]\naddress=\":1\"\ncompress = false"
            })
    void askingForNothingIsNoProblem(String toml) {
        assertThat(given().file(toml).problems()).isEmpty();
    }

    @Test
    void theExactSpellingWinsOverAnother() {
        given().file("LOGLEVEL = \"WARN\"", "logLevel = \"INFO\"");
        assertThat(given().problems())
                .containsExactly("WARNING traefik.toml:1:1 LOGLEVEL: written twice, logLevel is used");
        assertThat(given().loaded().configuration().logLevel()).isEqualTo("INFO");
    }

    @Test
    void sectionsInDifferentSpellingsAreOne() {
        given().file("[LifeCycle]", "graceTimeOut = 1", "[lifecycle]", "requestAcceptGraceTimeout = 2");
        assertThat(given().read().lifeCycle().graceTimeOut()).isEqualTo(Duration.ofSeconds(1));
        assertThat(given().read().lifeCycle().requestAcceptGraceTimeout()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void saysThatClientsAreNotBelieved() {
        assertThat(given().loaded().notices()).singleElement().asString().contains("not believed on http");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[entryPoints.http.forwardedHeaders]", "[entryPoints.http.forwardedHeaders]\ninsecure = true"})
    void saysNothingWhereForwardedHeadersAreConfigured(String section) {
        given().file("[entryPoints.http]", "address = \":80\"", section);
        assertThat(given().loaded().notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::1", "fd00::/8", "::ffff:10.0.0.0/104"})
    void takesNetworksToTrust(String network) {
        assertThat(trusting(network).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0", "10", "10.0.0.0/33", "10.0.0.0/-1", "localhost", "fd00::/129", "[::1]", "10.0.0.0/"
            })
    void refusesWhatIsNoNetworkToTrust(String network) {
        assertThat(trusting(network).problems())
                .containsExactly("ERROR traefik.toml:4:1 entryPoints.http.forwardedHeaders.trustedIPs: \"" + network
                        + "\" (expected: an IP address, or a network such as 10.0.0.0/8)");
    }

    private Given trusting(String network) {
        String trusted = "trustedIPs = [\"" + network + "\"]";
        return given().file("[entryPoints.http]", "address = \":80\"", "[entryPoints.http.forwardedHeaders]", trusted);
    }

    @Test
    void aCertificateIsAFileOrTheTextItself() {
        given().at("a.pem", "in a");
        given().file(
                        "[entryPoints.http]",
                        "address = \":80\"",
                        "[[entryPoints.http.tls.certificates]]",
                        "certFile = \"a.pem\"",
                        "keyFile = \"-----BEGIN PRIVATE KEY-----\"",
                        "[[entryPoints.http.tls.certificates]]",
                        "certFile = \"b.pem\"");
        Tls tls = Objects.requireNonNull(
                given().read().entryPoints().values().iterator().next().tls());
        assertThat(given().problems()).isEmpty();
        assertThat(tls.certificates())
                .extracting(Certificate::chain, Certificate::key)
                .containsExactly(
                        tuple(new Pem("a.pem", "in a\n", ""), Pem.of("-----BEGIN PRIVATE KEY-----")),
                        tuple(
                                new Pem("b.pem", "", "\"b.pem\" is not there (expected: a file, or PEM text)"),
                                new Pem("", "", "is missing (expected: a file, or PEM text)")));
        assertThat(tls.certificates().getLast().place()).asString().endsWith("traefik.toml:6:1");
    }

    @Test
    void aLimitOnMemoryCannotBeSwitchedOff() {
        assertThat(given().file("[limits]", "maxHeaderBytes = 0", "minBodyRate = 0")
                        .problems())
                .containsExactly("ERROR traefik.toml:2:1 limits.maxHeaderBytes: 0 (expected: a whole number > 0)");
    }
}
