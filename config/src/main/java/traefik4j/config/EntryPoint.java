package traefik4j.config;

import org.jspecify.annotations.Nullable;

/**
 * A listening address and what belongs to it (reference §2.1).
 *
 * @param address {@code host:port}; an empty host listens everywhere; port 0 takes any free one
 * @param forwardedHeaders whose {@code X-Forwarded-*} are believed
 * @param tls certificates; null for plain HTTP
 * @param access who is let in, and where the others are sent
 * @param compress whether responses are compressed for clients that like that
 * @param proxyProtocol whose headers of the PROXY protocol are believed; null if none are read
 * @param http3 HTTP/3 beside what goes over TCP; null for none
 */
public record EntryPoint(
        String address,
        ForwardedHeaders forwardedHeaders,
        @Nullable Tls tls,
        Access access,
        boolean compress,
        @Nullable ProxyProtocol proxyProtocol,
        @Nullable Http3 http3) {
    /** An entry point that lets everybody in. */
    public EntryPoint(String address, ForwardedHeaders forwardedHeaders, @Nullable Tls tls) {
        this(address, forwardedHeaders, tls, Access.OPEN, false, null, null);
    }
}
