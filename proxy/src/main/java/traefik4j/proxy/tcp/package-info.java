/**
 * Connections that are passed on as bytes: which TCP frontend a connection belongs to, by the name in its first message
 * of TLS, and what is then carried between client and server. Start at {@link traefik4j.proxy.tcp.LiveTcp} for a change,
 * at {@code HelloReader} for a connection. Uses {@code rule}, {@code balancing} for turns, {@code upstream} and {@code
 * exchange}.
 */
@NullMarked
package traefik4j.proxy.tcp;

import org.jspecify.annotations.NullMarked;
