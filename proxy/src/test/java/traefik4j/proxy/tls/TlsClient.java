package traefik4j.proxy.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A client that believes everybody, and shows its certificate whoever is asked for. */
public final class TlsClient {
    private static final int DEADLINE_MILLIS = 10_000;

    private final InetSocketAddress address;
    private final SSLParameters parameters = new SSLParameters();
    private KeyManager @Nullable [] keys;
    private @Nullable SSLContext context;

    /** A client of this server. */
    public TlsClient(InetSocketAddress address) {
        this.address = address;
    }

    /** Names the server it wants; null for none. */
    public TlsClient asking(@Nullable String serverName) {
        parameters.setServerNames(
                serverName == null
                        ? List.of()
                        : List.of(new SNIHostName(serverName.getBytes(StandardCharsets.US_ASCII))));
        return this;
    }

    /** Speaks these versions alone. */
    public TlsClient speaking(String... protocols) {
        parameters.setProtocols(protocols);
        return this;
    }

    /** Offers these cipher suites alone. */
    TlsClient offering(String... suites) {
        parameters.setCipherSuites(suites);
        return this;
    }

    /** Offers this on top of TLS. */
    public TlsClient over(String... protocols) {
        parameters.setApplicationProtocols(protocols);
        return this;
    }

    /** Shows this certificate if it is asked to. */
    public TlsClient showing(String name) {
        keys = new KeyManager[] {new Stubborn(name)};
        return this;
    }

    /** Does not ask what the issuer of the server's certificate says. */
    TlsClient notAskingForStatus() {
        String property = "jdk.tls.client.enableStatusRequestExtension";
        System.setProperty(property, "false");
        try {
            context();
        } finally {
            System.clearProperty(property);
        }
        return this;
    }

    /** A connection after its handshake. With TLS 1.3 the server may still refuse the client. */
    public SSLSocket connect() throws IOException {
        SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket();
        socket.setSoTimeout(DEADLINE_MILLIS);
        socket.connect(address);
        if (parameters.getProtocols() == null) {
            parameters.setProtocols(socket.getSupportedProtocols());
        }
        if (parameters.getCipherSuites() == null) {
            parameters.setCipherSuites(socket.getSupportedCipherSuites());
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private SSLContext context() {
        if (context == null) {
            try {
                context = SSLContext.getInstance("TLS");
                context.init(keys, new TrustManager[] {new TrustAnybody()}, null);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        return context;
    }

    /** The common name in the certificate it is shown, without {@code CN=}. */
    String shown() {
        try (SSLSocket socket = connect()) {
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName().replaceFirst("^CN=", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows one certificate, whoever the server wants to vouch for it. */
    static class Stubborn extends X509ExtendedKeyManager {
        private final X509Certificate certificate;
        private final PrivateKey key;

        Stubborn(String name) {
            try {
                certificate = Certificates.parse(
                        PemBlock.of(Given.text(name + ".crt")).getFirst());
                key = PrivateKeyReader.read(
                        PemBlock.of(Given.text(name + ".key")).getFirst(), "EC");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String chooseClientAlias(String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return "client";
        }

        @Override
        public String chooseEngineClientAlias(
                String[] keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return "client";
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {"client"};
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
