package traefik4j.proxy.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.internal.tcnative.SSL;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import traefik4j.config.CipherSuite;
import traefik4j.config.ClientCa;
import traefik4j.config.Tls;
import traefik4j.config.TlsVersion;

/**
 * The policy of an entry point in the form Netty takes: versions, cipher suites, client certificates, sessions, and who
 * chooses certificates. It stays the same from start to stop.
 */
final class TlsContext implements AutoCloseable {
    /** From the moment a connection is accepted; it covers whatever a client sends before its first request. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private static final Duration SESSION = Duration.ofHours(1);
    private static final int MOST_SESSIONS = 4096;
    private static final List<String> OF_TLS_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    private final SslContext context;
    private final Supplier<CertificateIndex> certificates;
    private final boolean resumes;

    private TlsContext(SslContext context, Supplier<CertificateIndex> certificates, boolean resumes) {
        this.context = context;
        this.certificates = certificates;
        this.resumes = resumes;
    }

    /**
     * The context of an entry point.
     *
     * @param protocols what is offered on top of TLS, the best first
     * @throws IllegalArgumentException if a client authority is unusable
     */
    static TlsContext of(
            String entryPoint,
            Tls tls,
            List<String> protocols,
            boolean boring,
            Supplier<CertificateIndex> certificates) {
        try {
            SslContext context = builder(tls, protocols, boring, certificates).build();
            boolean resumes = tls.clientCa() == null;
            if (context.sessionContext() instanceof OpenSslServerSessionContext sessions) {
                sessions.setSessionIdContext(id(entryPoint));
                // whoever has to show a certificate shows it each time, so that it is looked at each time
                sessions.setSessionCacheEnabled(resumes);
            }
            return new TlsContext(context, certificates, resumes);
        } catch (SSLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** What no session of another entry point has; at most 32 bytes. */
    private static byte[] id(String entryPoint) {
        return Integer.toHexString(entryPoint.hashCode()).concat(" traefik4j").getBytes(StandardCharsets.US_ASCII);
    }

    private static SslContextBuilder builder(
            Tls tls, List<String> protocols, boolean boring, Supplier<CertificateIndex> certificates) {
        SslContextBuilder builder = SslContextBuilder.forServer(new CertificateSelection(certificates))
                .sslProvider(boring ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                .protocols(versions(tls))
                .ciphers(cipherSuites(tls), SupportedCipherSuiteFilter.INSTANCE)
                .sessionCacheSize(MOST_SESSIONS)
                .sessionTimeout(SESSION.toSeconds())
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        protocols));
        ClientCa clientCa = tls.clientCa();
        if (clientCa != null) {
            builder.trustManager(Certificates.authorities(clientCa.files()).toArray(X509Certificate[]::new))
                    .clientAuth(clientCa.optional() ? ClientAuth.OPTIONAL : ClientAuth.REQUIRE);
        }
        return builder;
    }

    /** Whoever names suites of TLS 1.3 alone speaks nothing older. */
    private static List<String> versions(Tls tls) {
        boolean newestOnly = !tls.cipherSuites().isEmpty()
                && CipherSuite.chosen(tls.cipherSuites()).isEmpty();
        return (newestOnly ? TlsVersion.TLS_1_3 : tls.minVersion()).andLater();
    }

    private static List<String> cipherSuites(Tls tls) {
        List<String> suites = new ArrayList<>(OF_TLS_1_3);
        if (!tls.cipherSuites().isEmpty()) {
            suites.addAll(CipherSuite.chosen(tls.cipherSuites()));
            return suites;
        }
        boolean old = tls.minVersion().compareTo(TlsVersion.TLS_1_2) < 0;
        for (String suite : CipherSuite.names()) {
            // fresh keys for every connection, and authenticated encryption; versions before 1.2 have none
            if (suite.startsWith("TLS_ECDHE_") && (old || !suite.contains("_CBC_"))) {
                suites.add(suite);
            }
        }
        return suites;
    }

    /** The handler of a connection. */
    SslHandler newHandler(Channel channel) {
        SslHandler handler = certificates.get().hasAddresses()
                ? context.newHandler(channel.alloc(), ourAddress(channel), 0)
                : context.newHandler(channel.alloc());
        if (handler.engine() instanceof ReferenceCountedOpenSslEngine engine) {
            if (resumes) {
                SSL.clearOptions(engine.sslPointer(), SSL.SSL_OP_NO_TICKET);
            } else {
                SSL.setOptions(engine.sslPointer(), SSL.SSL_OP_NO_TICKET);
            }
        }
        handler.setHandshakeTimeout(HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    private static String ourAddress(Channel channel) {
        return channel.localAddress() instanceof InetSocketAddress local ? CertificateNames.of(local.getAddress()) : "";
    }

    @Override
    public void close() {
        ReferenceCountUtil.release(context);
    }
}
