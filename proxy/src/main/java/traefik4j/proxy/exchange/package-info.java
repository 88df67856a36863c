/**
 * What happens between a client and a server: {@link traefik4j.proxy.exchange.Handler}, {@link
 * traefik4j.proxy.exchange.Exchange} and its two sides, and the {@link traefik4j.proxy.exchange.Worker} all of it lives
 * on. Everything here is used by one event loop at a time; nothing locks. Uses {@code traefik4j.proxy.http}.
 */
@NullMarked
package traefik4j.proxy.exchange;

import org.jspecify.annotations.NullMarked;
