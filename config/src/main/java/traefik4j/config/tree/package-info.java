/**
 * A configuration between text and record: tables, lists and single values, each with the place it was written at. Start
 * at {@link traefik4j.config.tree.Node}. {@link traefik4j.config.tree.Findings} collects what is wrong on the way.
 */
@NullMarked
package traefik4j.config.tree;

import org.jspecify.annotations.NullMarked;
