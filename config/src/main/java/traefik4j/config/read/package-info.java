/**
 * The two readers that turn what a user wrote into configuration records. {@link traefik4j.config.read.StaticReader}
 * reads flags and the main file once at start; {@link traefik4j.config.read.DynamicFiles} reads a file of frontends and
 * backends as often as it changes, {@link traefik4j.config.read.MainFile} those that stand in the main file. Both read key-value
 * stores as well. Neither throws: whatever is wrong becomes a {@link traefik4j.config.Problem} with its
 * place.
 */
@NullMarked
package traefik4j.config.read;

import org.jspecify.annotations.NullMarked;
