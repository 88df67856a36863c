/**
 * What can be configured: records for the static and the dynamic configuration, and the {@link
 * traefik4j.config.Problem}s found while reading them. Start at {@code StaticConfiguration} and
 * {@code DynamicConfiguration}. Knows nobody else in the program.
 */
@NullMarked
package traefik4j.config;

import org.jspecify.annotations.NullMarked;
