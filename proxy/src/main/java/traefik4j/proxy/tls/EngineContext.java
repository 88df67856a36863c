package traefik4j.proxy.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
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
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import traefik4j.config.ClientCa;
import traefik4j.config.TlsPolicy;

/**
 * A context whose connections have an engine of Java: that of the JDK, or Netty's around BoringSSL. With the latter no session goes
 * on: it is for clients that show certificates, and whoever has to show one shows it each time, so that it is looked at each time.
 */
final class EngineContext implements TlsContext {
    private static final int MOST_SESSIONS = 4096;

    private final SslContext context;
    private final CertificateSelection selection;

    private EngineContext(SslContext context, CertificateSelection selection) {
        this.context = context;
        this.selection = selection;
    }

    static EngineContext of(
            byte[] id, TlsOffer offer, TlsPolicy policy, boolean boring, CertificateSelection selection) {
        try {
            SslContext context = builder(offer, policy, boring, selection).build();
            if (context.sessionContext() instanceof OpenSslServerSessionContext sessions) {
                sessions.setSessionIdContext(id);
                sessions.setSessionCacheEnabled(false);
            }
            return new EngineContext(context, selection);
        } catch (SSLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static SslContextBuilder builder(
            TlsOffer offer, TlsPolicy policy, boolean boring, CertificateSelection selection) {
        SslContextBuilder builder = SslContextBuilder.forServer(selection)
                .sslProvider(boring ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                .protocols(offer.versions())
                .ciphers(offer.suites(), SupportedCipherSuiteFilter.INSTANCE)
                .sessionCacheSize(MOST_SESSIONS)
                .sessionTimeout(SESSION.toSeconds())
                .applicationProtocolConfig(offering(offer.protocols()));
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

    @Override
    public ChannelHandler newHandler(Channel channel) {
        SslHandler handler = selection.asksForAddress()
                ? context.newHandler(channel.alloc(), ourAddress(channel), 0)
                : context.newHandler(channel.alloc());
        if (handler.engine() instanceof ReferenceCountedOpenSslEngine engine) {
            SSL.setOptions(engine.sslPointer(), SSL.SSL_OP_NO_TICKET);
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
