/**
 * DER (X.690), as far as the program writes or reads it itself: {@link traefik4j.proxy.der.Der} writes, {@link
 * traefik4j.proxy.der.DerReader} reads what somebody else wrote. Uses nothing else of the program.
 */
@NullMarked
package traefik4j.proxy.der;

import org.jspecify.annotations.NullMarked;
