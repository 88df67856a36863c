package traefik4j.proxy.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import io.netty.util.concurrent.FastThreadLocal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A context of BoringSSL whose connections have no engine of Java: certificates are chosen by a call out of the handshake, on the
 * event loop of the connection. It is for clients that need no certificate. They keep their sessions themselves, in tickets, as they
 * do with Traefik 1.x: none is kept here.
 */
final class BoringContext implements TlsContext {
    /** As many as Go sends; each costs a twentieth of a handshake, and one may be used for several connections. */
    private static final int TICKETS = 1;

    private static final int ALL_VERSIONS =
            SSL.SSL_PROTOCOL_TLSV1 | SSL.SSL_PROTOCOL_TLSV1_1 | SSL.SSL_PROTOCOL_TLSV1_2 | SSL.SSL_PROTOCOL_TLSV1_3;

    /** Those of Go. */
    private static final String[] GROUPS = {"X25519", "P-256", "P-384", "P-521"};

    private static final FastThreadLocal<InetAddress> OUR_ADDRESS = new FastThreadLocal<>();

    private final long pointer;
    private final CertificateSelection selection;
    private final boolean offers;

    /** Its connections, and until it is closed the entry point. */
    private final AtomicInteger users = new AtomicInteger(1);

    private BoringContext(long pointer, CertificateSelection selection, boolean offers) {
        this.pointer = pointer;
        this.selection = selection;
        this.offers = offers;
    }

    static BoringContext of(byte[] id, TlsOffer offer, CertificateSelection selection) {
        long pointer = 0;
        try {
            pointer = SSLContext.make(ALL_VERSIONS, SSL.SSL_MODE_SERVER);
            set(pointer, id, offer);
            SSLContext.setUseTasks(pointer, false);
            SSLContext.setCertificateCallback(
                    pointer, (ssl, keyTypes, authorities) -> selection.show(ssl, OUR_ADDRESS.get()));
            return new BoringContext(pointer, selection, !offer.protocols().isEmpty());
        } catch (Exception e) {
            if (pointer != 0) {
                SSLContext.free(pointer);
            }
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static void set(long pointer, byte[] id, TlsOffer offer) throws Exception {
        int options = SSL.SSL_OP_CIPHER_SERVER_PREFERENCE | SSL.SSL_OP_NO_COMPRESSION;
        options |= offer.versions().contains("TLSv1") ? 0 : SSL.SSL_OP_NO_TLSv1;
        options |= offer.versions().contains("TLSv1.1") ? 0 : SSL.SSL_OP_NO_TLSv1_1;
        options |= offer.versions().contains("TLSv1.2") ? 0 : SSL.SSL_OP_NO_TLSv1_2;
        SSLContext.setOptions(pointer, options);
        SSLContext.setMode(pointer, SSLContext.getMode(pointer) | SSL.SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        if (!offer.oldSuites().isEmpty()) {
            SSLContext.setCipherSuite(pointer, String.join(":", offer.oldSuites()), false);
        }
        if (!offer.protocols().isEmpty()) {
            SSLContext.setAlpnProtos(
                    pointer, offer.protocols().toArray(String[]::new), SSL.SSL_SELECTOR_FAILURE_NO_ADVERTISE);
        }
        SSLContext.setCurvesList(pointer, GROUPS);
        SSLContext.setVerify(pointer, SSL.SSL_CVERIFY_NONE, 1);
        SSLContext.setSessionIdContext(pointer, id);
        SSLContext.setSessionCacheMode(pointer, SSL.SSL_SESS_CACHE_OFF);
        SSLContext.setSessionCacheTimeout(pointer, SESSION.toSeconds());
        SSLContext.setNumTickets(pointer, TICKETS);
    }

    @Override
    public ChannelHandler newHandler(Channel channel) {
        return new BoringTls(this, HANDSHAKE.toMillis());
    }

    /**
     * A connection that was accepted, which has to be freed.
     *
     * @throws IllegalStateException if the context is closed
     */
    long newConnection() {
        if (users.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
            throw new IllegalStateException("the entry point is closed");
        }
        return SSL.newSSL(pointer, true);
    }

    /** Frees a connection. */
    void free(long ssl) {
        SSL.freeSSL(ssl);
        leave();
    }

    private void leave() {
        if (users.decrementAndGet() == 0) {
            SSLContext.free(pointer);
        }
    }

    /** Goes on with the handshake of a connection; returns what BoringSSL returns. */
    int handshake(long ssl, Channel channel) {
        if (!selection.asksForAddress() || !(channel.localAddress() instanceof InetSocketAddress ours)) {
            return SSL.doHandshake(ssl);
        }
        OUR_ADDRESS.set(ours.getAddress());
        try {
            return SSL.doHandshake(ssl);
        } finally {
            OUR_ADDRESS.remove();
        }
    }

    /** What is spoken on top of TLS, after the handshake; null for nothing. */
    @Nullable
    String agreedProtocol(long ssl) {
        return offers ? SSL.getAlpnSelected(ssl) : null;
    }

    @Override
    public void close() {
        leave();
    }
}
