package traefik4j.control.client;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ClientTls;

/**
 * Whom to believe and what to show when TLS is spoken to somebody else's server.
 *
 * @param trusted whom to believe; null for whom the system believes
 * @param own a certificate with its key, without a password; null for none
 * @param anybody whether any certificate is believed
 */
public record TlsIdentity(
        @Nullable KeyStore trusted, @Nullable KeyStore own, boolean anybody) {
    private static final char[] NO_PASSWORD = {};

    /**
     * What was configured, read.
     *
     * @throws IOException if something cannot be read; the message names it
     */
    public static TlsIdentity of(ClientTls tls) throws IOException {
        try {
            return new TlsIdentity(trusted(tls), own(tls), tls.insecureSkipVerify());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static @Nullable KeyStore trusted(ClientTls tls) throws IOException, GeneralSecurityException {
        if (tls.ca().isEmpty()) {
            return null;
        }
        KeyStore store = empty();
        List<X509Certificate> certificates = Pem.certificates(tls.ca());
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca" + i, certificates.get(i));
        }
        return store;
    }

    private static @Nullable KeyStore own(ClientTls tls) throws IOException, GeneralSecurityException {
        if (tls.cert().isEmpty()) {
            return null;
        }
        X509Certificate[] chain = Pem.certificates(tls.cert()).toArray(X509Certificate[]::new);
        KeyStore store = empty();
        store.setKeyEntry("own", Pem.key(tls.key().isEmpty() ? tls.cert() : tls.key()), NO_PASSWORD, chain);
        return store;
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** What JSSE takes. */
    public SSLContext context() throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own == null ? null : keys.getKeyManagers(), believing(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private TrustManager @Nullable [] believing() throws GeneralSecurityException {
        if (anybody) {
            return new TrustManager[] {new Credulous()};
        }
        if (trusted == null) {
            return null;
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust.getTrustManagers();
    }

    /** Believes everybody, whatever name they go by, because the user said so. */
    private static final class Credulous extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, @Nullable SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
