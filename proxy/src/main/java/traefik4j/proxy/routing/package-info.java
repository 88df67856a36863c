/**
 * Which frontend a request belongs to. {@link traefik4j.proxy.routing.RouteCompiler} turns frontends into a {@link
 * traefik4j.proxy.routing.RoutingTable}, an immutable value with one index per entry point, whose cost does not grow
 * with the number of frontends; {@link traefik4j.proxy.routing.LiveRoutes} holds the one in force. The order of
 * middlewares is decided here, once, when the table is compiled. {@link traefik4j.proxy.routing.Explanation} tells
 * people what would happen to a request and why. Uses {@code middleware}, {@code rule}, {@code exchange} and {@code
 * http}; compiling happens on the thread of reload, routing on event loops.
 */
@NullMarked
package traefik4j.proxy.routing;

import org.jspecify.annotations.NullMarked;
