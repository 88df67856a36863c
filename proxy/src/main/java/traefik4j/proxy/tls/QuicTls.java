package traefik4j.proxy.tls;

import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.SslSessionTicketKey;
import io.netty.handler.ssl.ClientAuth;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import traefik4j.config.ClientCa;

/**
 * The TLS of an entry point as QUIC takes it (RFC 9001): the same certificates, chosen by the same index, the same client
 * authorities (CVE-2026-53622). Nothing is taken from a client before its address is proven: there is no early data.
 */
public final class QuicTls {
    private final ServerTls tls;
    private final Map<ServerCertificate, QuicSslContext> contexts = new WeakHashMap<>();

    private QuicTls(ServerTls tls) {
        this.tls = tls;
    }

    /**
     * The context of an entry point whose TLS is ready. That clients have to show certificates is said here as well as in
     * those contexts that names lead to, because a connection that goes over to another context takes along what its first
     * one demands of the client.
     */
    public static QuicSslContext context(ServerTls tls) {
        QuicTls quic = new QuicTls(tls);
        QuicSslContext context = quic.demanding(QuicSslContextBuilder.forServer(noKeys(), null))
                .sni(quic::choose)
                .build();
        if (tls.clientCa() != null) {
            context.sessionContext().setTicketKeys(unused());
        }
        return context;
    }

    /**
     * A key for tickets on the context that connections begin with. They ask for one at the context they went over to, find
     * none and give out no tickets, so that whoever has to show a certificate shows it each time.
     */
    private static SslSessionTicketKey unused() {
        byte[] random = new byte
                [SslSessionTicketKey.NAME_SIZE + SslSessionTicketKey.HMAC_KEY_SIZE + SslSessionTicketKey.AES_KEY_SIZE];
        new SecureRandom().nextBytes(random);
        int hmac = SslSessionTicketKey.NAME_SIZE;
        int aes = hmac + SslSessionTicketKey.HMAC_KEY_SIZE;
        return new SslSessionTicketKey(
                Arrays.copyOf(random, hmac),
                Arrays.copyOfRange(random, hmac, aes),
                Arrays.copyOfRange(random, aes, random.length));
    }

    private static KeyManagerFactory noKeys() {
        try {
            KeyManagerFactory none = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            none.init(null, null);
            return none;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no key managers", e);
        }
    }

    /** For a client that names this server. */
    private synchronized QuicSslContext choose(@Nullable String serverName) {
        ServerCertificate certificate = tls.choose(serverName);
        if (certificate == null) {
            throw new IllegalArgumentException("no certificate for " + serverName);
        }
        return contexts.computeIfAbsent(certificate, this::build);
    }

    private QuicSslContext build(ServerCertificate certificate) {
        JdkMaterial material = Certificates.jdk(certificate);
        return demanding(QuicSslContextBuilder.forServer(
                        material.key(), null, material.chain().toArray(X509Certificate[]::new)))
                .build();
    }

    /** What holds for every connection. */
    private QuicSslContextBuilder demanding(QuicSslContextBuilder builder) {
        builder.applicationProtocols(Http3.supportedApplicationProtocols()).earlyData(false);
        ClientCa clientCa = tls.clientCa();
        if (clientCa == null) {
            builder.trustManager(new TrustNobody());
        } else {
            builder.trustManager(Certificates.authorities(clientCa.files()).toArray(X509Certificate[]::new))
                    .clientAuth(clientCa.optional() ? ClientAuth.OPTIONAL : ClientAuth.REQUIRE);
        }
        return builder;
    }
}
