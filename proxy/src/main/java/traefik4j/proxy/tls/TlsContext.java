package traefik4j.proxy.tls;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import traefik4j.config.TlsPolicy;

/**
 * A policy of an entry point for its connections: versions, cipher suites, client certificates, sessions, and who chooses
 * certificates. It stays the same from start to stop. Its sessions are its own: whoever met another policy meets this one from the
 * beginning.
 */
interface TlsContext extends AutoCloseable {
    /** From the moment a connection is accepted; it covers whatever a client sends before its first request. */
    Duration HANDSHAKE = Duration.ofSeconds(10);

    Duration SESSION = Duration.ofHours(1);

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
        TlsOffer offer = TlsOffer.of(policy, protocols);
        CertificateSelection selection = new CertificateSelection(certificates, policy.sniStrict());
        // certificates of clients are looked at by Netty's engine, which has what that takes
        return boring && policy.clientCa() == null
                ? BoringContext.of(id(name), offer, selection)
                : EngineContext.of(id(name), offer, policy, boring, selection);
    }

    /** What no session of another context has; at most 32 bytes. */
    private static byte[] id(String name) {
        return Integer.toHexString(name.hashCode()).concat(" traefik4j").getBytes(StandardCharsets.US_ASCII);
    }

    /** The handler of a connection. */
    ChannelHandler newHandler(Channel channel);

    /** Frees what is not in the hands of the garbage collector, as soon as the last connection has ended; there must be no new ones. */
    @Override
    void close();
}
