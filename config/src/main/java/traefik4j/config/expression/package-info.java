/**
 * The small language of conditions, such as {@code NetworkErrorRatio() > 0.5 && LatencyAtQuantileMS(50.0) > 100}
 * (reference §4.6). {@link traefik4j.config.expression.Conditions} reads a text by a {@link
 * traefik4j.config.expression.Vocabulary}, which says what functions there are, and gives a {@link
 * traefik4j.config.expression.Condition} or says in which column it cannot go on. Knows nobody.
 */
@NullMarked
package traefik4j.config.expression;

import org.jspecify.annotations.NullMarked;
