/**
 * Holding back what need not go on at once: parts of a response until there are more ({@link
 * traefik4j.proxy.buffering.FlushInterval}). Stands between the circuit breaker and the choice of a server. Uses {@code
 * exchange} and {@code http}.
 */
@NullMarked
package traefik4j.proxy.buffering;

import org.jspecify.annotations.NullMarked;
