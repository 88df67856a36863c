package traefik4j.proxy.tls;

import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.internal.tcnative.SSL;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.ocsp.Staple;

/**
 * Answers the question which certificate to show, once the whole {@code ClientHello} was read. All certificates of an entry
 * point share the context of a policy that way, with its sessions, and a reload does not touch it. BoringSSL is given
 * what it parsed long before; the JDK asks on by an alias. Our own address is what the engine takes for its peer's host.
 */
final class CertificateSelection extends X509ExtendedKeyManager {
    private static final String ALREADY_SET = "";

    private final Supplier<CertificateIndex> certificates;
    private final boolean strict;
    private final Map<String, JdkMaterial> chosen = new ConcurrentHashMap<>();

    /**
     * Chooses.
     *
     * @param strict whether clients are refused whose server name no certificate has
     */
    CertificateSelection(Supplier<CertificateIndex> certificates, boolean strict) {
        this.certificates = certificates;
        this.strict = strict;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        String host = engine.getPeerHost();
        InetAddress local = host == null ? null : NetUtil.createInetAddressFromIpAddressString(host);
        if (engine instanceof ReferenceCountedOpenSslEngine boring) {
            return show(boring.sslPointer(), local) ? ALREADY_SET : null;
        }
        ServerCertificate certificate = choose(serverName(engine), local);
        return certificate != null && certificate.material() instanceof JdkMaterial jdk && jdk.isOf(keyType)
                ? alias(certificate, jdk)
                : null;
    }

    /** Whether it may matter to which of our addresses a client came. */
    boolean asksForAddress() {
        return certificates.get().hasAddresses();
    }

    /**
     * Shows a client of BoringSSL its certificate; whether there is one for it.
     *
     * @param local our address, if that may matter
     */
    boolean show(long ssl, @Nullable InetAddress local) {
        ServerCertificate certificate = choose(SSL.getSniHostname(ssl), local);
        if (certificate == null || !(certificate.material() instanceof BoringMaterial material)) {
            return false;
        }
        material.use(ssl);
        staple(ssl, certificate.staple());
        return true;
    }

    private @Nullable ServerCertificate choose(@Nullable String serverName, @Nullable InetAddress local) {
        CertificateIndex index = certificates.get();
        return strict ? index.find(serverName, local) : index.choose(serverName, local);
    }

    /** What BoringSSL shows only to clients that ask for it. */
    private static void staple(long ssl, @Nullable Staple staple) {
        byte[] answer = staple == null ? null : staple.current();
        if (answer != null) {
            SSL.setOcspResponse(ssl, answer);
        }
    }

    private static @Nullable String serverName(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : session.getRequestedServerNames()) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName();
                }
            }
        }
        return null;
    }

    private String alias(ServerCertificate certificate, JdkMaterial material) {
        String alias = Integer.toHexString(System.identityHashCode(material)) + certificate.names();
        chosen.put(alias, material);
        return alias;
    }

    /** Nothing for BoringSSL, which has it already. */
    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        JdkMaterial material = chosen.get(alias);
        return material == null ? null : material.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        JdkMaterial material = chosen.get(alias);
        return material == null ? null : material.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
