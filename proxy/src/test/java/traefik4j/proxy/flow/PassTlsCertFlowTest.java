package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Servers that are spoken to in the name of an entry point (reference §3.8). */
class PassTlsCertFlowTest {
    @AutoClose
    private final Configured proxy = new Configured();

    @AutoClose
    private final ScriptedServer server =
            ScriptedServer.secure(TestTls.server("server"), true, connection -> connection.answerAll(Http.OK));

    private static String path(String name) {
        return Path.of(TestTls.file(name)).toAbsolutePath().toString();
    }

    /** One backend for two frontends, of which one speaks to it in the name of {@code https}; all others believe anybody. */
    private void start(String authority, String ownTls) {
        proxy.start("""
                defaultEntryPoints = ["http", "https"]
                insecureSkipVerify = true
                [entryPoints.http]
                address = "127.0.0.1:0"
                [entryPoints.https]
                address = "127.0.0.1:0"
                [entryPoints.https.tls]
                [[entryPoints.https.tls.certificates]]
                certFile = "%s"
                keyFile = "%s"
                [entryPoints.https.tls.clientCA]
                files = ["%s"]
                optional = true
                [file]
                [backends.b.servers.s]
                url = "https://localhost:%d"
                %s
                [frontends.named]
                backend = "b"
                passTLSCert = true
                [frontends.named.routes.r]
                rule = "Path:/named"
                [frontends.plain]
                backend = "b"
                [frontends.plain.routes.r]
                rule = "Path:/plain"
                """.formatted(path("client.pem"), path("client.key"), path(authority), server.port(), ownTls));
    }

    private int status(String path) {
        return proxy.client("http")
                .exchange("GET " + path + " HTTP/1.1\r\nHost: a.example\r\n\r\n")
                .status();
    }

    @Test
    void theServerIsShownTheCertificateOfTheEntryPoint() throws SSLPeerUnverifiedException {
        start("ca.pem", "");
        assertThat(status("/named")).isEqualTo(200);
        assertThat(server.connection(0).tls().getPeerPrincipal().getName()).isEqualTo("CN=client");
    }

    @Test
    void connectionsInItsNameAreForThoseFrontendsAlone() {
        start("ca.pem", "");
        assertThat(status("/named")).isEqualTo(200);
        assertThat(status("/plain")).isBetween(500, 502);
        assertThat(status("/named")).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void theServerIsBelievedForThoseAloneWhoVouchForClients() {
        start("other-ca.pem", "");
        assertThat(status("/named")).isBetween(500, 502);
    }

    @Test
    void whatTheBackendItselfSaysComesFirst() {
        start("other-ca.pem", "[backends.b.tls]\nrootCAs = [\"" + path("ca.pem") + "\"]");
        assertThat(status("/named")).isEqualTo(200);
    }
}
