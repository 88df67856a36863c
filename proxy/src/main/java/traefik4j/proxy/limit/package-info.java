/**
 * How much one client, host or header value may ask for: {@link traefik4j.proxy.limit.MaxConnections} at the same time,
 * {@link traefik4j.proxy.limit.RateLimiter} over time. {@link traefik4j.proxy.limit.Source} tells whom a request is
 * charged to. All event loops share the counts without locks. Uses {@code traefik4j.proxy.exchange}.
 */
@NullMarked
package traefik4j.proxy.limit;

import org.jspecify.annotations.NullMarked;
