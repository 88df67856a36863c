/**
 * Consul's key-value store as a place for the configuration (reference §5.6). Start at {@link
 * traefik4j.provider.consul.Consul}. Depends on {@code traefik4j.control}.
 */
@NullMarked
package traefik4j.provider.consul;

import org.jspecify.annotations.NullMarked;
