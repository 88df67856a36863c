/**
 * TLS towards clients and servers, on BoringSSL where its native library is there, on the JDK's own TLS elsewhere. Start at
 * {@link traefik4j.proxy.tls.OutgoingTls} for backends, and for entry points at {@link traefik4j.proxy.tls.ServerTls}: there
 * {@code HostPolicies} are the policies, of which each is a {@code TlsContext} that never changes; {@code CertificateIndex}
 * the certificates by name, which reloads replace; {@code CertificateSelection} joins the two during a handshake. What issuers say about certificates today comes from
 * {@code ocsp}, and {@code der} reads and writes.
 */
@NullMarked
package traefik4j.proxy.tls;

import org.jspecify.annotations.NullMarked;
