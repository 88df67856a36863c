/** Tests of what issuers say about certificates. */
@NullMarked
package traefik4j.proxy.ocsp;

import org.jspecify.annotations.NullMarked;
