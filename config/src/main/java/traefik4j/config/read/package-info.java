/**
 * The readers that turn what a user wrote into configuration records. {@link traefik4j.config.read.StaticReader}
 * reads flags and the main file once at start; {@link traefik4j.config.read.DynamicFiles} reads a file of frontends and
 * backends as often as it changes, {@link traefik4j.config.read.MainFile} those that stand in the main file.
 * {@link traefik4j.config.read.StaticReader} and {@link traefik4j.config.read.DynamicReader} read key-value stores as well.
 * None throws: whatever is wrong becomes a {@link traefik4j.config.Problem} with its place.
 */
@NullMarked
package traefik4j.config.read;

import org.jspecify.annotations.NullMarked;
