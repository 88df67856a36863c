/**
 * The border to the clients: listening sockets, the handlers of a connection, HTTP/1.1 in and out, what is told to
 * servers about a client. Start at {@link traefik4j.proxy.entrypoint.EntryPointServer} and {@code ServerPipeline}. Uses
 * everything below: {@code routing}, {@code exchange}, {@code http}, {@code tls}.
 */
@NullMarked
package traefik4j.proxy.entrypoint;

import org.jspecify.annotations.NullMarked;
