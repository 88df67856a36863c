package traefik4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import traefik4j.config.Certificate;
import traefik4j.proxy.tls.SelfSigned;

/** The certificates a running proxy shows. */
final class CertificatesTest {
    @TempDir
    Path directory = Path.of("");

    private int port;

    @BeforeEach
    void write() throws IOException {
        port = Running.freePort();
        Files.writeString(directory.resolve("traefik.toml"), """
                defaultEntryPoints = ["https"]
                [entryPoints.https]
                address = ":%d"
                [entryPoints.https.tls]
                [file]
                [[tls]]
                [tls.certificate]
                certFile = "%s/shop.crt"
                keyFile = "%s/shop.key"
                """.formatted(port, directory, directory));
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestart() throws Exception {
        renew("first");
        try (Running running = Running.in(directory).awaitPort(port)) {
            assertThat(shown("shop.example")).isEqualTo("CN=first");
            assertThat(shown("other.example")).isEqualTo("CN=TRAEFIK DEFAULT CERT");
            renew("second");
            await().until(() -> shown("shop.example").equals("CN=second"));
            assertThat(running.err()).isEmpty();
        }
    }

    private void renew(String commonName) throws IOException {
        Certificate certificate = SelfSigned.make(commonName, "shop.example");
        over("shop.crt", certificate.chain().text());
        over("shop.key", certificate.key().text());
    }

    private void over(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve("new"), text);
        Files.move(file, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private String shown(String serverName) throws IOException, GeneralSecurityException {
        return TlsClient.shown(port, serverName);
    }
}
