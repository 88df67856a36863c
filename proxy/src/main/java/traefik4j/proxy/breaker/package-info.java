/**
 * Leaving a backend alone while it does badly (reference §4.6). Start at {@link
 * traefik4j.proxy.breaker.CircuitBreaker}: it watches the exchanges that pass, keeps the counts of the last ten seconds
 * per event loop, and asks its condition a few times a second. Uses {@code traefik4j.proxy.exchange}.
 */
@NullMarked
package traefik4j.proxy.breaker;

import org.jspecify.annotations.NullMarked;
