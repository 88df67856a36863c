/**
 * The file provider: frontends and backends from the main configuration file, from a file of their own, or from a
 * directory, followed as they change. Depends on {@code traefik4j.control}.
 */
@NullMarked
package traefik4j.provider.file;

import org.jspecify.annotations.NullMarked;
