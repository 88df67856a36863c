/**
 * The border to the servers: a {@link traefik4j.proxy.upstream.LiveServer} for each configured one, a pool of
 * connections for each event loop, HTTP/1.1 out and in. Start at {@link traefik4j.proxy.upstream.LiveServer} and {@code
 * ServerConnection}. Uses {@code exchange} and {@code http}, nothing above.
 */
@NullMarked
package traefik4j.proxy.upstream;

import org.jspecify.annotations.NullMarked;
