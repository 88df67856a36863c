package traefik4j.proxy.tls;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import traefik4j.config.ClientTls;

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
        List<String> authorities = tls.ca().isEmpty() ? List.of() : List.of(tls.ca());
        try {
            SslContextBuilder builder = builder(authorities, tls.insecureSkipVerify(), tls.cert(), tls.key());
            return ((JdkSslContext) builder.sslProvider(SslProvider.JDK).build()).context();
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage() + " (expected: PEM, or a file of it)", e);
        }
    }

    /** The beginning of a context: whom to believe, and what to show. */
    static SslContextBuilder builder(List<String> authorities, boolean believesAnybody, String cert, String key)
            throws IOException {
        SslContextBuilder builder = SslContextBuilder.forClient();
        if (believesAnybody) {
            builder.trustManager(new TrustAnybody()).endpointIdentificationAlgorithm(null);
        } else if (!authorities.isEmpty()) {
            StringBuilder all = new StringBuilder();
            for (String authority : authorities) {
                all.append(pem(authority)).append('\n');
            }
            builder.trustManager(stream(all.toString()));
        }
        return cert.isEmpty() ? builder : builder.keyManager(stream(pem(cert)), stream(pem(key)));
    }

    private static String pem(String text) throws IOException {
        return text.contains("-----BEGIN ") ? text : Files.readString(Path.of(text), StandardCharsets.ISO_8859_1);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
