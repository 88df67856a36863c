/**
 * Holding back what need not go on at once: whole messages ({@link traefik4j.proxy.buffering.Buffering}), parts of a
 * response until there are more ({@link traefik4j.proxy.buffering.FlushInterval}). Stands between the circuit breaker
 * and the choice of a server. A buffered exchange goes from {@code BufferedRequest} to one {@code Attempt} or more and
 * then to {@code Delivery}; {@code KeptBody} is what they keep. Uses {@code exchange} and {@code http}.
 */
@NullMarked
package traefik4j.proxy.buffering;

import org.jspecify.annotations.NullMarked;
