package traefik4j.proxy.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
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
import traefik4j.config.TlsPolicy;
import traefik4j.config.TlsVersion;

/**
 * A policy of an entry point in the form Netty takes: versions, cipher suites, client certificates, sessions, and who
 * chooses certificates. It stays the same from start to stop. Its sessions are its own: whoever met another policy meets
 * this one from the beginning.
 */
final class TlsContext implements AutoCloseable {
    /** From the moment a connection is accepted; it covers whatever a client sends before its first request. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    private static final Duration SESSION = Duration.ofHours(1);
    private static final int MOST_SESSIONS = 4096;

    /** As many as Go sends; each costs a twentieth of a handshake, and one may be used for several connections. */
    private static final int TICKETS = 1;

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
     * The context of a policy.
     *
     * @param name what no other context is called
     * @param protocols what is offered on top of TLS, the best first; none for nothing
     * @throws IllegalArgumentException if a client authority is unusable
     */
    static TlsContext of(
            String name,
            TlsPolicy policy,
            List<String> protocols,
            boolean boring,
            Supplier<CertificateIndex> certificates) {
        try {
            SslContext context =
                    builder(policy, protocols, boring, certificates).build();
            // whoever has to show a certificate shows it each time, so that it is looked at each time
            boolean resumes = policy.clientCa() == null;
            if (context.sessionContext() instanceof OpenSslServerSessionContext sessions) {
                sessions.setSessionIdContext(id(name));
                // clients keep their sessions themselves, in tickets, as they do with Traefik 1.x: none is kept here
                sessions.setSessionCacheEnabled(false);
            }
            if (context instanceof ReferenceCountedOpenSslContext ofBoring) {
                setTickets(ofBoring);
            }
            return new TlsContext(context, certificates, resumes);
        } catch (SSLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** There is no other way to say it than by the pointer, of which Netty would rather not tell. */
    @SuppressWarnings("deprecation")
    private static void setTickets(ReferenceCountedOpenSslContext context) {
        SSLContext.setNumTickets(context.sslCtxPointer(), TICKETS);
    }

    /** What no session of another context has; at most 32 bytes. */
    private static byte[] id(String name) {
        return Integer.toHexString(name.hashCode()).concat(" traefik4j").getBytes(StandardCharsets.US_ASCII);
    }

    private static SslContextBuilder builder(
            TlsPolicy policy, List<String> protocols, boolean boring, Supplier<CertificateIndex> certificates) {
        SslContextBuilder builder = SslContextBuilder.forServer(
                        new CertificateSelection(certificates, policy.sniStrict()))
                .sslProvider(boring ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                .protocols(versions(policy))
                .ciphers(cipherSuites(policy), SupportedCipherSuiteFilter.INSTANCE)
                .sessionCacheSize(MOST_SESSIONS)
                .sessionTimeout(SESSION.toSeconds())
                .applicationProtocolConfig(offering(protocols));
        ClientCa clientCa = policy.clientCa();
        if (clientCa == null) {
            builder.trustManager(new TrustNobody());
        } else {
            builder.trustManager(Certificates.authorities(clientCa.files()).toArray(X509Certificate[]::new))
                    .clientAuth(clientCa.optional() ? ClientAuth.OPTIONAL : ClientAuth.REQUIRE);
        }
        return builder;
    }

    private static ApplicationProtocolConfig offering(List<String> protocols) {
        return protocols.isEmpty()
                ? ApplicationProtocolConfig.DISABLED
                : new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        protocols);
    }

    /** Whoever names suites of TLS 1.3 alone speaks nothing older. */
    private static List<String> versions(TlsPolicy policy) {
        boolean newestOnly = !policy.cipherSuites().isEmpty()
                && CipherSuite.chosen(policy.cipherSuites()).isEmpty();
        return (newestOnly ? TlsVersion.TLS_1_3 : policy.minVersion()).andLater();
    }

    private static List<String> cipherSuites(TlsPolicy policy) {
        List<String> suites = new ArrayList<>(OF_TLS_1_3);
        if (!policy.cipherSuites().isEmpty()) {
            suites.addAll(CipherSuite.chosen(policy.cipherSuites()));
            return suites;
        }
        boolean old = policy.minVersion().compareTo(TlsVersion.TLS_1_2) < 0;
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
