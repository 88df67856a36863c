/**
 * What those who issue certificates say about them today (OCSP, RFC 6960), kept ready to be shown in handshakes. Start at
 * {@link traefik4j.proxy.ocsp.Staple}: it asks a {@code Question} by {@link traefik4j.proxy.ocsp.Responders}, and keeps the
 * {@code Answer} while it is good. Uses {@code der}.
 */
@NullMarked
package traefik4j.proxy.ocsp;

import org.jspecify.annotations.NullMarked;
