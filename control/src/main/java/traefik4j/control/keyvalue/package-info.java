/**
 * What all key-value stores have in common (reference §5.6). A {@link traefik4j.control.keyvalue.Store} is the small part
 * in which they differ; {@link traefik4j.control.keyvalue.KeyValueProvider} makes a provider of it, {@link
 * traefik4j.control.keyvalue.Election} a leader of several instances (reference §8.1).
 */
@NullMarked
package traefik4j.control.keyvalue;

import org.jspecify.annotations.NullMarked;
