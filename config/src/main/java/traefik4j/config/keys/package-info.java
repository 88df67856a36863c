/**
 * Keys of a key-value store as a configuration (reference §1.6, §5.6). Start at {@link traefik4j.config.keys.KeyTree};
 * {@link traefik4j.config.keys.KeyReading} gives it the spelling and the values of a schema, after which it is bound as
 * TOML is, and {@link traefik4j.config.keys.KeyWriting} goes the other way.
 */
@NullMarked
package traefik4j.config.keys;

import org.jspecify.annotations.NullMarked;
