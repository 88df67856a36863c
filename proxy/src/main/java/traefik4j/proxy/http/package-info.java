/**
 * HTTP/1 messages as bytes with offsets: heads and their strict parsers, the writers that copy them on, and the request
 * path in its one canonical form. Start at {@link traefik4j.proxy.http.RequestHead} and {@link
 * traefik4j.proxy.http.RequestParser}. Nothing here does I/O, and nothing throws at a stranger's bytes. Uses nothing
 * else of the program but {@code traefik4j.config}.
 */
@NullMarked
package traefik4j.proxy.http;

import org.jspecify.annotations.NullMarked;
