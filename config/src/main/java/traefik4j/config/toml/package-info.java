/**
 * TOML as a source of configuration: {@link traefik4j.config.toml.TomlText} turns a text into a {@link
 * traefik4j.config.tree.Table} that knows the line and column of every key. The TOML library is not visible outside.
 */
@NullMarked
package traefik4j.config.toml;

import org.jspecify.annotations.NullMarked;
