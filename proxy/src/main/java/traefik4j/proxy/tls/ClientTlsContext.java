package traefik4j.proxy.tls;

import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import traefik4j.config.Pem;

/** TLS towards somebody else's server. */
final class ClientTlsContext {
    private ClientTlsContext() {}

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
