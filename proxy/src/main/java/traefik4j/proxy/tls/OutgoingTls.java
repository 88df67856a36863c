package traefik4j.proxy.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.net.Socket;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import traefik4j.config.BackendTls;

/**
 * TLS towards all servers that are spoken to in the same way: made once when the configuration changes, with sessions
 * that are used again. What it holds outside of the heap is given back when nobody can use it any more.
 */
public final class OutgoingTls {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final ApplicationProtocolConfig PROTOCOLS =
            offering(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);
    private static final ApplicationProtocolConfig ONLY_HTTP1 = offering(ApplicationProtocolNames.HTTP_1_1);

    private final BackendTls definition;
    private final SslContext context;
    private @Nullable SslContext http1;
    private @Nullable SslContext raw;
    private @Nullable JdkSslContext blocking;

    private static ApplicationProtocolConfig offering(String... protocols) {
        return new ApplicationProtocolConfig(
                Protocol.ALPN, SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT, protocols);
    }

    private OutgoingTls(BackendTls definition, SslContext context) {
        this.definition = definition;
        this.context = context;
    }

    /**
     * What a configuration asks for.
     *
     * @throws IllegalArgumentException if a certificate or key is unusable
     */
    public static OutgoingTls of(BackendTls definition) {
        SslContext context = build(definition, provider(), PROTOCOLS);
        OutgoingTls tls = new OutgoingTls(definition, context);
        CLEANER.register(tls, () -> ReferenceCountUtil.release(context));
        return tls;
    }

    private static SslProvider provider() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK;
    }

    private static SslContext build(
            BackendTls definition, SslProvider provider, @Nullable ApplicationProtocolConfig protocols) {
        try {
            SslContextBuilder builder = ClientTlsContext.builder(
                    definition.rootCas(), definition.believesAnybody(), definition.cert(), definition.key());
            return builder.sslProvider(provider)
                    .protocols(VERSIONS)
                    .applicationProtocolConfig(protocols)
                    .build();
        } catch (SSLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The name a server is asked and verified by. */
    public ServerName name(String host, int port) {
        return new ServerName(definition.serverName().isEmpty() ? host : definition.serverName(), port);
    }

    /** TLS for one connection. */
    public SslHandler handler(ByteBufAllocator allocator, ServerName name, boolean onlyHttp1) {
        return handler(onlyHttp1 ? onlyHttp1() : context, allocator, name);
    }

    /** TLS for one connection, with nothing offered on top of it. */
    public SslHandler rawHandler(ByteBufAllocator allocator, ServerName name) {
        return handler(raw(), allocator, name);
    }

    private static SslHandler handler(SslContext context, ByteBufAllocator allocator, ServerName name) {
        SslHandler handler = context.newHandler(allocator, name.host(), name.port());
        SSLEngine engine = handler.engine();
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(name.indication());
        engine.setSSLParameters(parameters);
        return handler;
    }

    /**
     * The same over a blocking socket.
     *
     * @throws IOException if the server is not who it should be, or the connection fails
     */
    public Socket secured(Socket socket, String host, int port) throws IOException {
        ServerName name = name(host, port);
        SSLSocket secured = (SSLSocket)
                blocking().context().getSocketFactory().createSocket(socket, name.host(), name.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(name.indication());
        parameters.setEndpointIdentificationAlgorithm(definition.believesAnybody() ? null : "HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** The same for what HTTP/2 cannot carry; made when it is needed first. */
    private synchronized SslContext onlyHttp1() {
        SslContext older = http1;
        if (older == null) {
            older = released(build(definition, provider(), ONLY_HTTP1));
            http1 = older;
        }
        return older;
    }

    /** The same for what is not HTTP; made when it is needed first. */
    private synchronized SslContext raw() {
        SslContext any = raw;
        if (any == null) {
            any = released(build(definition, provider(), ApplicationProtocolConfig.DISABLED));
            raw = any;
        }
        return any;
    }

    /** What is given back when nobody can use this any more. */
    private SslContext released(SslContext made) {
        CLEANER.register(this, () -> ReferenceCountUtil.release(made));
        return made;
    }

    private synchronized JdkSslContext blocking() {
        if (blocking == null) {
            blocking = (JdkSslContext) build(definition, SslProvider.JDK, null);
        }
        return blocking;
    }
}
