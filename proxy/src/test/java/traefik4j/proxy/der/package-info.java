/** Tests of DER. */
@NullMarked
package traefik4j.proxy.der;

import org.jspecify.annotations.NullMarked;
