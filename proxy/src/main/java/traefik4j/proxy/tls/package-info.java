/**
 * TLS towards clients and servers as Netty contexts, on BoringSSL where its native library is there, on the JDK's own TLS
 * elsewhere. Start at {@link traefik4j.proxy.tls.ServerTls} for entry points and at {@link
 * traefik4j.proxy.tls.OutgoingTls} for backends.
 */
@NullMarked
package traefik4j.proxy.tls;

import org.jspecify.annotations.NullMarked;
