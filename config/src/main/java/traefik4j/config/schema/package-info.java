/**
 * Every key of Traefik 1.7 and of our own, in one place: what it is called, what it takes, and whether Traefik4J acts on
 * it. Start at {@link traefik4j.config.schema.StaticSchema} and {@link traefik4j.config.schema.DynamicSchema}; the other
 * {@code …Schema} are their parts. {@link traefik4j.config.schema.Reading} checks a tree against a schema, {@link
 * traefik4j.config.schema.NotYet} names what a tree asks for and does not get. To support another key, drop
 * {@code .notYet()} or {@code .refused()} from its line and bind it.
 */
@NullMarked
package traefik4j.config.schema;

import org.jspecify.annotations.NullMarked;
