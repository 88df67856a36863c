/**
 * Flow tests: the real proxy on a free port between real sockets. Start at {@link traefik4j.proxy.flow.ProxyFixture},
 * which starts it, {@link traefik4j.proxy.flow.ScriptedServer}, which plays the servers byte by byte, and {@link
 * traefik4j.proxy.flow.RawClient}, which plays the client. Nothing sleeps: tests wait for bytes, with a deadline.
 */
@NullMarked
package traefik4j.proxy.flow;

import org.jspecify.annotations.NullMarked;
