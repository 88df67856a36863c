/** Benchmarks of what only this package can see. */
@NullMarked
package traefik4j.proxy.balancing;

import org.jspecify.annotations.NullMarked;
