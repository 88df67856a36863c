/**
 * Handlers that wrap a handler, one class per middleware, named after the option that asks for it. They are put around
 * a backend when the table is compiled, and are shared by all event loops. Those that change the path go through {@link
 * traefik4j.proxy.http.RequestPath}, which checks what comes out; what it refuses is answered with 400. Uses {@code
 * traefik4j.proxy.exchange}, {@code traefik4j.proxy.http} and {@code traefik4j.proxy.rule}.
 */
@NullMarked
package traefik4j.proxy.middleware;

import org.jspecify.annotations.NullMarked;
