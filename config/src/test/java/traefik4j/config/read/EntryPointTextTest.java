package traefik4j.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import traefik4j.config.Access;
import traefik4j.config.Auth;
import traefik4j.config.Certificate;
import traefik4j.config.ClientCa;
import traefik4j.config.EntryPoint;
import traefik4j.config.ForwardedHeaders;
import traefik4j.config.Pem;
import traefik4j.config.ProxyProtocol;
import traefik4j.config.Redirect;
import traefik4j.config.Tls;
import traefik4j.config.TlsVersion;
import traefik4j.config.WhiteList;

/** The small language of {@code --entryPoints} (reference §1.3). */
class EntryPointTextTest {
    private static final String START = "--entryPoints=Name:http Address::80 ";

    @TempDir
    Path directory;

    private EntryPoint entryPoint(String options) {
        return Objects.requireNonNull(
                new Given(directory).read(START + options).entryPoints().get("http"));
    }

    @Test
    void takesNameAndAddress() {
        assertThat(entryPoint("")).isEqualTo(new EntryPoint(":80", ForwardedHeaders.NOBODY, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Name:http Address::80", "name:http   address::80", "\tADDRESS::80 NAME:http "})
    void namesAreReadInAnyCaseAndOrder(String text) {
        assertThat(new Given(directory).read("--entrypoints=" + text).entryPoints())
                .containsOnlyKeys("http");
    }

    @ParameterizedTest
    @CsvSource({"TLS", "tls", "TLS Compress:false"})
    void bareTlsSwitchesItOn(String options) {
        assertThat(entryPoint(options).tls()).isEqualTo(new Tls(List.of(), null));
    }

    @Test
    void tlsTakesPairsOfFiles() {
        for (String file : List.of("a.crt", "a.key", "b.crt", "b.key", "d.crt", "d.key")) {
            new Given(directory).at(file, "in " + file);
        }
        Tls tls = entryPoint(
                        "TLS:a.crt,a.key;b.crt,b.key TLS.DefaultCertificate.Cert:d.crt TLS.DefaultCertificate.Key:d.key")
                .tls();
        assertThat(tls)
                .isEqualTo(new Tls(
                        List.of(certificate("a.crt", "a.key"), certificate("b.crt", "b.key")),
                        certificate("d.crt", "d.key")));
    }

    private static Certificate certificate(String chain, String key) {
        return new Certificate(new Pem(chain, "in " + chain + "\n", ""), new Pem(key, "in " + key + "\n", ""));
    }

    @Test
    void saysWhatTlsDemands() {
        new Given(directory).at("ca.crt", "in ca.crt");
        Tls tls = entryPoint("TLS TLS.SniStrict:true TLS.OCSP:true TLS.MinVersion:VersionTLS13"
                        + " TLS.CipherSuites:TLS_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305"
                        + " CA:ca.crt CA.Optional:true")
                .tls();
        assertThat(tls)
                .isEqualTo(new Tls(
                        List.of(),
                        null,
                        true,
                        TlsVersion.TLS_1_3,
                        List.of("TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305"),
                        new ClientCa(List.of(new Pem("ca.crt", "in ca.crt\n", "")), true),
                        true,
                        List.of()));
    }

    @Test
    void theOldClientCaFilesWinAndAreNeverOptional() {
        new Given(directory).at("ca.crt", "");
        Tls tls = entryPoint("TLS TLS.ClientCAFiles:ca.crt CA:other.crt CA.Optional:true")
                .tls();
        assertThat(tls).extracting(Tls::clientCa).isEqualTo(new ClientCa(List.of(new Pem("ca.crt", "\n", "")), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ForwardedHeaders.TrustedIPs:10.0.0.1,10.0.0.0/8 | 2 | false",
                "ForwardedHeaders_TrustedIPs:10.0.0.1 | 1 | false",
                "ForwardedHeaders.Insecure:true | 0 | true",
                "ForwardedHeaders.Insecure:ON | 0 | true",
                "ForwardedHeaders.Insecure:enable | 0 | true",
                "ForwardedHeaders.Insecure:1 | 0 | false"
            })
    void saysWhoIsBelieved(String options, int trusted, boolean insecure) {
        ForwardedHeaders headers = entryPoint(options).forwardedHeaders();
        assertThat(headers.trustedIps()).hasSize(trusted);
        assertThat(headers.insecure()).isEqualTo(insecure);
    }

    @Test
    void saysWhoseProxyHeadersAreBelieved() {
        assertThat(entryPoint("ProxyProtocol.TrustedIPs:10.0.0.0/8,::1").proxyProtocol())
                .isEqualTo(new ProxyProtocol(List.of("10.0.0.0/8", "::1"), false));
        assertThat(entryPoint("ProxyProtocol.Insecure:true").proxyProtocol())
                .isEqualTo(new ProxyProtocol(List.of(), true));
    }

    @Test
    void saysWhoIsLetIn() {
        EntryPoint entryPoint = entryPoint("Compress:true Redirect.EntryPoint:https Redirect.Permanent:true"
                + " WhiteList.SourceRange:10.0.0.0/8,::1 WhiteList.UseXForwardedFor:true"
                + " Auth.Basic.Users:a:b,c:d Auth.Basic.RemoveHeader:true Auth.HeaderField:X-User");
        Auth.Users users = new Auth.Users(List.of("a:b", "c:d"), "", true);
        assertThat(entryPoint.compress()).isTrue();
        assertThat(entryPoint.access())
                .isEqualTo(new Access(
                        new Redirect("https", "", "", true),
                        null,
                        new Auth(users, null, null, "X-User"),
                        new WhiteList(List.of("10.0.0.0/8", "::1"), true)));
    }

    @Test
    void readsTheOldWhiteList() {
        assertThat(entryPoint("WhiteListSourceRange:10.0.0.0/8").access().whiteList())
                .isEqualTo(new WhiteList(List.of("10.0.0.0/8"), false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ProxyProtocol.Insecure:false | ERROR command line entryPoints.http.proxyProtocol: believes nobody (expected: trustedIPs, or insecure = true)",
                "TLS CA:ca.crt CA.Optional:true | ERROR command line entryPoints.http.tls.clientCA.files: \"ca.crt\" is not there (expected: a file, or PEM text)",
                "TLS CA.Optional:true | ERROR command line entryPoints.http.tls.clientCA.files: is missing (expected: a file, or PEM text)",
                "TLS TLS.MinVersion:TLS1.2 | ERROR command line entryPoints.http.tls.minVersion: \"TLS1.2\" (expected: VersionTLS10, VersionTLS11, VersionTLS12, VersionTLS13)",
                "TLS TLS.CipherSuites:TLS_AES_128_GCM_SHA256 | WARNING command line entryPoints.http.tls.cipherSuites: \"TLS_AES_128_GCM_SHA256\" is always offered, whether it is named or not",
                "CA:ca.crt | WARNING command line --entryPoints: its TLS options do nothing (expected: TLS among the options)",
                "TLS:a.crt | ERROR command line --entryPoints: TLS:a.crt (expected: TLS:certFile,keyFile;…)",
                "Compres:true | WARNING command line --entryPoints: unknown option Compres (did you mean compress?)",
                "Compress | ERROR command line --entryPoints: Compress needs a value (expected: Compress:…)"
            })
    void saysWhatIsWrong(String options, String problem) {
        assertThat(new Given(directory).problems(START + options)).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_RSA_WITH_RC4_128_SHA", "TLS_NO_SUCH"})
    void namesTheCipherSuitesThereAre(String suite) {
        assertThat(new Given(directory).problems(START + "TLS TLS.CipherSuites:" + suite))
                .singleElement()
                .asString()
                .startsWith("ERROR command line entryPoints.http.tls.cipherSuites: \"" + suite + "\" is ")
                .contains("(expected: some of TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, ");
    }

    @Test
    void wantsANameAndAnAddress() {
        assertThat(new Given(directory).problems("--entryPoints=Compress:false", "--defaultentrypoints="))
                .containsExactly(
                        "ERROR command line --entryPoints: has no name (expected: Name:http Address::80)",
                        "ERROR command line entryPoints..address: is missing (expected: host:port or :port)");
    }
}
