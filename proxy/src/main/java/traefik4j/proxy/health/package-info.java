/**
 * Finding out whether servers can be asked (reference §4.9). {@link traefik4j.proxy.health.HealthCheck} asks them now and
 * then, on virtual threads of its own, through a {@link traefik4j.proxy.health.Probe}, and tells its targets. Knows no
 * event loop.
 */
@NullMarked
package traefik4j.proxy.health;

import org.jspecify.annotations.NullMarked;
