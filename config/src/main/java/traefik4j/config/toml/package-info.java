/**
 * TOML 1.0 as a source of configuration: {@link traefik4j.config.toml.TomlText} turns bytes into text and text into a
 * {@link traefik4j.config.tree.Table} that knows the line and column of every key. It is read in one pass: a {@link
 * traefik4j.config.toml.Cursor} moves over the characters, {@link traefik4j.config.toml.Document} reads lines, {@link
 * traefik4j.config.toml.Values} what is in them, and {@link traefik4j.config.toml.Definitions} knows which table may be
 * added to. What is wrong becomes a finding and reading goes on behind it, but no table comes out in the end. Why this is
 * not a library is told in {@code docs/decisions/0004-toml-reader.md}.
 */
@NullMarked
package traefik4j.config.toml;

import org.jspecify.annotations.NullMarked;
