/**
 * The vocabulary of the data column: message heads as bytes with offsets, the request path in its one canonical form,
 * the exchange and its two sides. Start at {@link traefik4j.proxy.http.Handler} and {@link
 * traefik4j.proxy.http.Exchange}. Everything here is used by one event loop at a time; nothing locks. Uses nothing else
 * of the program but {@code traefik4j.config}.
 */
@NullMarked
package traefik4j.proxy.http;

import org.jspecify.annotations.NullMarked;
