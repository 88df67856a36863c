package traefik4j.proxy.tls;

import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
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
        SslContextBuilder builder = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        try {
            if (tls.insecureSkipVerify()) {
                builder.trustManager(new Anybody());
            } else if (!tls.ca().isEmpty()) {
                builder.trustManager(pem(tls.ca()));
            }
            if (!tls.cert().isEmpty()) {
                builder.keyManager(pem(tls.cert()), pem(tls.key()));
            }
            return ((JdkSslContext) builder.build()).context();
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage() + " (expected: PEM, or a file of it)", e);
        }
    }

    private static InputStream pem(String text) throws IOException {
        return text.contains("-----BEGIN ")
                ? new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))
                : Files.newInputStream(Path.of(text));
    }

    /** Believes whoever answers, because the configuration says so. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
