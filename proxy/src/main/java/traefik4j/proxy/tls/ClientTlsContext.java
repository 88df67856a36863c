package traefik4j.proxy.tls;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import traefik4j.config.ClientTls;
import traefik4j.config.Pem;

/** TLS towards somebody else's server, by the JDK. */
public final class ClientTlsContext {
    private ClientTlsContext() {}

    /**
     * What a configuration asks for.
     *
     * @throws IllegalArgumentException if a certificate or key is unusable
     */
    public static SSLContext of(ClientTls tls) {
        if (tls.cert().isEmpty() != tls.key().isEmpty()) {
            throw new IllegalArgumentException(
                    "a certificate without its key, or the reverse (expected: both or none)");
        }
        Path here = Path.of("");
        List<Pem> authorities = tls.ca().isEmpty() ? List.of() : List.of(Pem.read(tls.ca(), here));
        try {
            SslContextBuilder builder = builder(
                    authorities,
                    tls.insecureSkipVerify(),
                    Pem.ifWritten(tls.cert(), here),
                    Pem.ifWritten(tls.key(), here));
            return ((JdkSslContext) builder.sslProvider(SslProvider.JDK).build()).context();
        } catch (SSLException e) {
            throw new IllegalArgumentException(e.getMessage() + " (expected: PEM, or a file of it)", e);
        }
    }

    /**
     * The beginning of a context: whom to believe, and what to show.
     *
     * @throws IllegalArgumentException if a certificate or key is unusable
     */
    static SslContextBuilder builder(List<Pem> authorities, boolean believesAnybody, Pem cert, Pem key) {
        SslContextBuilder builder = SslContextBuilder.forClient();
        if (believesAnybody) {
            builder.trustManager(new TrustAnybody()).endpointIdentificationAlgorithm(null);
        } else if (!authorities.isEmpty()) {
            StringBuilder all = new StringBuilder();
            for (Pem authority : authorities) {
                all.append(text(authority)).append('\n');
            }
            builder.trustManager(stream(all.toString()));
        }
        if (cert.isNone()) {
            return builder;
        }
        JdkMaterial shown = Certificates.pair(cert, key);
        return builder.keyManager(shown.key(), shown.chain().toArray(X509Certificate[]::new));
    }

    private static String text(Pem pem) {
        if (!pem.fault().isEmpty()) {
            throw new IllegalArgumentException(pem.fault());
        }
        return pem.text();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
