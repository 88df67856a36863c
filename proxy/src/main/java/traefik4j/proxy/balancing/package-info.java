/**
 * Backends as they live: which server gets the next request. Start at {@link traefik4j.proxy.balancing.LiveBackends},
 * which keeps a backend alive as long as its definition does not change. Uses {@code upstream} and below.
 */
@NullMarked
package traefik4j.proxy.balancing;

import org.jspecify.annotations.NullMarked;
