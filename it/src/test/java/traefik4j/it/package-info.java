/**
 * Black-box tests of the packaged program: what a user unpacks is started as a process, between servers and clients that others wrote.
 * Start with {@link traefik4j.it.Program}. They need nginx, wrk and curl, which {@code .ci/run} installs, and run with
 * {@code ./mvnw -Pit verify}; a tool that is missing fails the test that needs it.
 */
@NullMarked
package traefik4j.it;

import org.jspecify.annotations.NullMarked;
