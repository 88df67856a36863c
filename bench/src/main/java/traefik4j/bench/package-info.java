/**
 * What steps of the way of a request cost, measured by JMH on the classes of the program itself, and the command line of
 * all benchmarks: start at {@link traefik4j.bench.Main}. Steps that only their package can see are measured by classes of
 * the same package here. Not shipped.
 */
@NullMarked
package traefik4j.bench;

import org.jspecify.annotations.NullMarked;
