/**
 * What providers ask servers with: {@link traefik4j.control.client.Endpoints} sends requests over HTTP to the first of
 * several servers that answers, {@link traefik4j.control.client.TlsIdentity} makes of PEM texts and files what TLS needs.
 * Uses the JDK alone.
 */
@NullMarked
package traefik4j.control.client;

import org.jspecify.annotations.NullMarked;
