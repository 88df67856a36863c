package traefik4j.config;

import org.jspecify.annotations.Nullable;

/**
 * A listening address and what belongs to it (reference §2.1).
 *
 * @param address {@code host:port}; an empty host listens everywhere; port 0 takes any free one
 * @param forwardedHeaders whose {@code X-Forwarded-*} are believed
 * @param tls certificates; null for plain HTTP
 */
public record EntryPoint(
        String address,
        ForwardedHeaders forwardedHeaders,
        @Nullable Tls tls) {}
