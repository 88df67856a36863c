/** Makes a leaked buffer fail the test class that leaked it. */
@NullMarked
package traefik4j.proxy.leak;

import org.jspecify.annotations.NullMarked;
