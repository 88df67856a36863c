package traefik4j.proxy.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import traefik4j.config.Tls;
import traefik4j.config.Tls.Certificate;

/** The TLS context of an entry point (reference §2.3): TLS 1.3 and 1.2, one certificate. */
public final class ServerTls {
    private ServerTls() {}

    /**
     * The context for these certificates.
     *
     * @throws IllegalArgumentException if a certificate or key is missing or unusable; the message names it
     */
    public static SslContext context(Tls tls) {
        Certificate certificate = tls.defaultCertificate();
        if (certificate == null) {
            if (tls.certificates().isEmpty()) {
                throw new IllegalArgumentException("tls: no certificate (expected: certFile and keyFile)");
            }
            certificate = tls.certificates().getFirst();
        }
        try (InputStream chain = open(certificate.certFile());
                InputStream key = open(certificate.keyFile())) {
            return SslContextBuilder.forServer(chain, key)
                    .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tls: certificate " + shortened(certificate.certFile()) + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A path if there is such a file, else the text itself (reference §2.1). */
    private static InputStream open(String pathOrContent) throws IOException {
        if (!pathOrContent.contains("-----BEGIN")) {
            try {
                return Files.newInputStream(Path.of(pathOrContent));
            } catch (InvalidPathException e) {
                throw new IOException(e);
            }
        }
        return new ByteArrayInputStream(pathOrContent.getBytes(StandardCharsets.US_ASCII));
    }

    private static String shortened(String pathOrContent) {
        return pathOrContent.contains("-----BEGIN") ? "given as text" : pathOrContent;
    }
}
