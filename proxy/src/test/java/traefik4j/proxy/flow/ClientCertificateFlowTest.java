package traefik4j.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import traefik4j.proxy.tls.Given;

/** What servers learn of the certificates that clients show (reference §3.8). */
class ClientCertificateFlowTest {
    private static final String LIES = "X-Forwarded-Tls-Client-Cert: lie\r\nx_forwarded_tls_client_cert_infos: lie\r\n";

    @AutoClose
    private final Configured proxy = new Configured();

    @BeforeEach
    void start() {
        proxy.server("echo", ScriptedServer.Connection::echoAll).start("""
                defaultEntryPoints = ["http"]
                [entryPoints.http]
                address = "127.0.0.1:0"
                [entryPoints.http.forwardedHeaders]
                trustedIPs = ["127.0.0.1"]
                [entryPoints.http.tls]
                [entryPoints.http.tls.clientCA]
                files = [\"\"\"%s\"\"\"]
                optional = true
                [file]
                [backends.b.servers.s]
                url = "@echo@"
                [frontends.told]
                backend = "b"
                [frontends.told.passTLSClientCert]
                pem = true
                [frontends.told.passTLSClientCert.infos.subject]
                organization = true
                serialNumber = true
                [frontends.told.routes.r]
                rule = "Path:/told"
                [frontends.silent]
                backend = "b"
                [frontends.silent.routes.r]
                rule = "Path:/silent"
                """.formatted(Given.text("ca.crt")));
    }

    private static String seen(RawClient client, String path) {
        return client.exchange("GET " + path + " HTTP/1.1\r\nHost: a.example\r\n" + LIES + "\r\n")
                .body()
                .toLowerCase(Locale.ROOT);
    }

    @Test
    void theServerLearnsWhatTheClientHasShownAndNotWhatItSays() {
        RawClient client = proxy.client(proxy.secureClient("http").showing("client"));
        for (int request = 0; request < 2; request++) {
            assertThat(seen(client, "/told"))
                    .containsOnlyOnce("x-forwarded-tls-client-cert: mii")
                    .containsOnlyOnce("x-forwarded-tls-client-cert-infos:"
                            + " subject%3d%22o%3dcheese+%26+co%2co%3dsecond%2csn%3d4242%22")
                    .doesNotContain("lie\r\n");
        }
    }

    @Test
    void ofAClientWithoutACertificateTheServerLearnsNothing() {
        RawClient client = proxy.client(proxy.secureClient("http"));
        assertThat(seen(client, "/told")).doesNotContain("tls-client-cert", "tls_client_cert");
    }

    @Test
    void whereNothingIsToBeToldATrustedProxyMaySayIt() {
        RawClient client = proxy.client(proxy.secureClient("http"));
        assertThat(seen(client, "/silent")).contains("x-forwarded-tls-client-cert: lie");
    }
}
