package traefik4j.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How requests are handed on to the servers of a backend, where it differs from {@link ForwardingTimeouts}. A time-out
 * of zero is none; null leaves what holds for all backends.
 *
 * @param dialTimeout for connecting
 * @param responseHeaderTimeout from the end of the request to the head of the response
 * @param idleTimeout how long an unused connection is kept
 * @param flushInterval how long a part of a response may wait for more to be sent on with it; zero for not at all
 * @param tls how TLS is spoken to servers whose URL says {@code https}
 * @param proxyProtocol by which version servers are told who the client is; null for not at all
 */
public record Forwarding(
        @Nullable Duration dialTimeout,
        @Nullable Duration responseHeaderTimeout,
        @Nullable Duration idleTimeout,
        Duration flushInterval,
        @Nullable BackendTls tls,
        ProxyProtocol.@Nullable Version proxyProtocol) {
    /** As all the others. */
    public static final Forwarding DEFAULT = new Forwarding(null, null, null, Duration.ZERO);

    /** With connections like all the others. */
    public Forwarding(
            @Nullable Duration dialTimeout,
            @Nullable Duration responseHeaderTimeout,
            @Nullable Duration idleTimeout,
            Duration flushInterval) {
        this(dialTimeout, responseHeaderTimeout, idleTimeout, flushInterval, null, null);
    }

    /** This, with another TLS. */
    public Forwarding with(BackendTls other) {
        return new Forwarding(dialTimeout, responseHeaderTimeout, idleTimeout, flushInterval, other, proxyProtocol);
    }

    /** This, with servers that are told who the client is. */
    public Forwarding greeting(ProxyProtocol.Version version) {
        return new Forwarding(dialTimeout, responseHeaderTimeout, idleTimeout, flushInterval, tls, version);
    }
}
