/**
 * The packaged program beside nginx and HAProxy, on one machine and under the same load: what a request costs each of them.
 * {@link traefik4j.bench.beside.Comparison}, {@link traefik4j.bench.beside.SystemCalls} and {@link
 * traefik4j.bench.beside.Allocations} are what can be asked; a {@link traefik4j.bench.beside.Stage} holds all they start,
 * and ends it.
 */
@NullMarked
package traefik4j.bench.beside;

import org.jspecify.annotations.NullMarked;
