/** Benchmarks of what only this package can see. */
@NullMarked
package traefik4j.proxy.http2;

import org.jspecify.annotations.NullMarked;
