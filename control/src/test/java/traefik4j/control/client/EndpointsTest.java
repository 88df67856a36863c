package traefik4j.control.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import traefik4j.config.ClientTls;
import traefik4j.config.KeyValueStore.Login;

class EndpointsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Path PEM = Path.of("src/test/resources/pem");

    private final HttpServer server;

    EndpointsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", EndpointsTest::echo);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void echo(HttpExchange exchange) throws IOException {
        String said = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization");
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String at(HttpServer there) {
        return "127.0.0.1:" + there.getAddress().getPort();
    }

    @Test
    void asksTheNextServerWhenOneDoesNotAnswer() throws Exception {
        try (Endpoints endpoints = new Endpoints("store", List.of("127.0.0.1:1", at(server)), null)) {
            endpoints.basic(new Login("user", "secret"));
            assertThat(endpoints.ask("GET", "/a?b", null, PATIENCE).text())
                    .isEqualTo("GET /a?b Basic dXNlcjpzZWNyZXQ=");
        }
    }

    @Test
    void saysWhoDoesNotAnswer() throws Exception {
        try (Endpoints endpoints = new Endpoints("store", List.of("127.0.0.1:1"), null)) {
            assertThatThrownBy(() -> endpoints.ask("GET", "/", null, PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("store at 127.0.0.1:1 does not answer: nobody is there");
        }
    }

    @ParameterizedTest
    @CsvSource({"rsa.pem, rsa-pkcs8.key", "rsa.pem, rsa-pkcs1.key", "ec.pem, ec-pkcs8.key"})
    void speaksTlsAndShowsItsCertificate(String certificate, String key) throws Exception {
        ClientTls both = new ClientTls(path(certificate), path(certificate), path(key), false);
        HttpsServer secure = secure(both);
        try (Endpoints endpoints = new Endpoints("store", List.of(at(secure)), both)) {
            assertThat(endpoints.ask("GET", "/", null, PATIENCE).status()).isEqualTo(200);
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void believesNobodyElseUnlessItIsTold() throws Exception {
        HttpsServer secure = secure(new ClientTls(path("rsa.pem"), path("rsa.pem"), path("rsa-pkcs8.key"), false));
        ClientTls mine = new ClientTls("", path("rsa.pem"), path("rsa-pkcs8.key"), true);
        String text = Files.readString(PEM.resolve("ec.pem"));
        try (Endpoints strict = new Endpoints("store", List.of(at(secure)), new ClientTls(text, "", "", false));
                Endpoints easy = new Endpoints("store", List.of(at(secure)), mine)) {
            assertThatThrownBy(() -> strict.ask("GET", "/", null, PATIENCE))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("PKIX");
            assertThat(easy.ask("GET", "/", null, PATIENCE).status()).isEqualTo(200);
        } finally {
            secure.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rsa.pem, ec-sec1.key, of a kind that cannot be read",
        "rsa.pem, rsa.pem, there is no key in",
        "rsa-pkcs8.key, rsa-pkcs8.key, there is no certificate in"
    })
    void saysWhatIsWrongWithAFile(String certificate, String key, String problem) {
        ClientTls tls = new ClientTls("", path(certificate), path(key), false);
        assertThatThrownBy(() -> TlsIdentity.of(tls))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(problem);
    }

    private static String path(String name) {
        return PEM.resolve(name).toString();
    }

    /** A server that asks for a certificate and believes what it shows itself. */
    private static HttpsServer secure(ClientTls own) throws IOException {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(TlsIdentity.of(own).context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters needed = getSSLContext().getDefaultSSLParameters();
                needed.setNeedClientAuth(!own.cert().isEmpty());
                parameters.setSSLParameters(needed);
            }
        });
        secure.createContext("/", EndpointsTest::echo);
        secure.start();
        return secure;
    }
}
