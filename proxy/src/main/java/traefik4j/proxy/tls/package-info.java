/**
 * TLS towards clients: the certificates of an entry point as Netty contexts, on BoringSSL where its native library is
 * there, on the JDK's own TLS elsewhere. Start at {@link traefik4j.proxy.tls.ServerTls}.
 */
@NullMarked
package traefik4j.proxy.tls;

import org.jspecify.annotations.NullMarked;
