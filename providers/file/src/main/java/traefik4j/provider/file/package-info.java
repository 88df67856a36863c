/**
 * The file provider: frontends and backends from the main configuration file, from a file of their own, or from a
 * directory, followed as they change. Start at {@link traefik4j.provider.file.FileProvider}; what is read is a {@code
 * Source}, what is watched its {@code Surface}, and a {@code Sight} of it tells whether it changed where no event does.
 * Depends on {@code traefik4j.control}.
 */
@NullMarked
package traefik4j.provider.file;

import org.jspecify.annotations.NullMarked;
