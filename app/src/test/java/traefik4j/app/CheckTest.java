package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code check}. */
final class CheckTest {
    private static final String GOOD = """
            [entryPoints.http]
            address = ":8080"
            [file]
            [backends.shop.servers.a]
            url = "http://127.0.0.1:1"
            weight = 1
            [frontends.shop]
            backend = "shop"
            [frontends.shop.routes.a]
            rule = "Host:shop.example.com"
            """;

    @TempDir
    Path directory = Path.of("");

    @Test
    void aGoodFileEndsWithZero() throws Exception {
        Typed check = check(GOOD);
        assertThat(check.code()).as(check.out()).isZero();
        assertThat(check.out()).contains("nothing is wrong; 1 frontend would be live");
    }

    @Test
    void aProxyOfAnotherKindIsFoundInTheEnvironment() throws Exception {
        Files.writeString(directory.resolve("traefik.toml"), GOOD);
        Typed check =
                Typed.in(directory, Map.of("HTTPS_PROXY", "socks5://me:secret@b", "HTTP_PROXY", "http://a"), "check");
        assertThat(check.code()).isZero();
        assertThat(check.out())
                .contains("HTTPS_PROXY: is not usable: no proxies by socks5 (expected: http://host:port)", "[warning]")
                .doesNotContain("\nHTTP_PROXY:", "secret");
    }

    @Test
    void aBadRuleIsFoundWithItsPlace() throws Exception {
        Typed check = check(GOOD.replace("Host:", "Hose:"));
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out())
                .contains(
                        directory + "/traefik.toml:10:1 frontends.shop.routes.a.rule: ",
                        "1 error, 0 warnings; 0 frontends");
    }

    @Test
    void aBadRuleIsFoundThoughItsBackendIsLeftOut() throws Exception {
        String twice = GOOD.replace("Host:", "Hose:") + "[backends.shop.maxConn]\namount = -1\n";
        Typed check = check(twice + "[frontends.shop.redirect]\nregex = \"(\"\nreplacement = \"x\"\n");
        assertThat(check.out())
                .contains(
                        "traefik.toml:10:1 frontends.shop.routes.a.rule: ",
                        "traefik.toml:8:1 frontends.shop.backend: \"shop\" is left out because of its own problem",
                        "; 0 frontends would be live");
    }

    @Test
    void aBadPolicyIsFoundThoughItsBackendIsLeftOut() throws Exception {
        Typed check = check(
                GOOD
                        + "[backends.shop.maxConn]\namount = -1\n[frontends.shop.redirect]\nregex = \"(\"\nreplacement = \"x\"\n");
        assertThat(check.out())
                .contains("traefik.toml:14:1 frontends.shop.redirect.regex: ", "; 0 frontends would be live");
    }

    @Test
    void aBadPolicyOfAnEntryPointIsFoundWithItsPlace() throws Exception {
        String toml = "[entryPoints.http]\naddress = \":80\"\n[entryPoints.http.auth.basic]\nusers = [\"nobody\"]\n";
        assertThat(check(toml).out()).contains(directory + "/traefik.toml:3:1 entryPoints.http.auth.basic: ");
        Typed run = Typed.in(directory, "-c", "traefik.toml");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("Error preparing server: " + directory + "/traefik.toml:3:1 entryPoints.http.auth.basic: ");
    }

    @Test
    void aBackendThatIsMissingIsFound() throws Exception {
        Typed check = check(GOOD.replace("backend = \"shop\"", "backend = \"shep\""));
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("traefik.toml:8:1 frontends.shop.backend: there is no backend \"shep\"");
    }

    @Test
    void aWarningEndsWithZeroUnlessStrict() throws Exception {
        String odd = "colour = \"red\"\n" + GOOD;
        assertThat(check(odd).code()).isZero();
        assertThat(check(odd, "--strict").code()).isEqualTo(1);
        assertThat(check(odd).out())
                .contains("traefik.toml:1:1 colour: unknown key")
                .contains("[warning]");
    }

    @Test
    void problemsAreSortedByPlace() throws Exception {
        Typed check =
                check("colour = \"red\"\n" + GOOD.replace("Host:", "Hose:").replace("http://", "ftp://"));
        assertThat(check.out()
                        .lines()
                        .filter(line -> line.contains("traefik.toml:"))
                        .limit(4))
                .extracting(line -> line.replaceFirst(".*?toml:(\\d+):.*", "$1"))
                .startsWith("1", "6");
        assertThat(check.out().lines().filter(line -> line.matches(".*toml:\\d+:.*")))
                .isSortedAccordingTo((a, b) -> Integer.compare(line(a), line(b)));
    }

    @Test
    void aFileThatIsMissingIsAnErrorHere() throws Exception {
        Typed check = Typed.in(directory, "check", "-c", "typo.toml");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("there is no file typo.toml");
    }

    @Test
    void badCertificatesAreFoundWithTheirPlaces() throws Exception {
        Files.writeString(directory.resolve("empty.pem"), "");
        Typed check = check("""
                [entryPoints.https]
                address = ":8443"
                [[entryPoints.https.tls.certificates]]
                certFile = "empty.pem"
                keyFile = "missing.pem"
                [[tls]]
                entryPoints = ["https"]
                  [tls.certificate]
                  certFile = "-----BEGIN NOTHING-----"
                """ + GOOD);
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out())
                .contains("traefik.toml:3:1 entryPoints.https.tls.certificates.0.keyFile:"
                        + " \"missing.pem\" is not there (expected: a file, or PEM text)")
                .contains("traefik.toml:8:3 tls.0.certificate.keyFile: is missing (expected: a file, or PEM text)")
                .contains("2 errors, 0 warnings; 1 frontend would be live");
    }

    @Test
    void whatServersAreAskedWithIsFoundWithItsPlace() throws Exception {
        Typed check = check("""
                [entryPoints.inner]
                address = ":8000"
                [entryPoints.inner.auth.forward]
                address = "https://auth.example/"
                [entryPoints.inner.auth.forward.tls]
                ca = "missing.pem"
                """ + GOOD);
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out())
                .contains("traefik.toml:5:1 entryPoints.inner.auth.forward.tls:"
                        + " \"missing.pem\" is not there (expected: a file, or PEM text)");
    }

    @Test
    void rulesInAFileOfTheirOwnAreChecked() throws Exception {
        Path rules = Files.writeString(directory.resolve("rules.toml"), "[frontends.f]\nbackend = \"none\"\n");
        Typed check = check("[file]\nfilename = \"" + rules + "\"\n");
        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out()).contains("rules.toml:2:1 frontends.f.backend");
    }

    private static int line(String problem) {
        return Integer.parseInt(problem.replaceFirst(".*?toml:(\\d+):.*", "$1"));
    }

    private Typed check(String toml, String... options) throws IOException, InterruptedException {
        Files.writeString(directory.resolve("traefik.toml"), toml);
        return Typed.in(directory, options.length == 0 ? new String[] {"check"} : new String[] {"check", options[0]});
    }
}
