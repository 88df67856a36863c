/**
 * The program: the only place that knows every other one. {@link traefik4j.app.Main} picks a command, the first argument;
 * {@code Run}, {@code Quickstart}, {@code Check}, {@code Explain}, {@code HealthCheck} and {@code Version} are the
 * commands. {@code Wiring} puts the proxy together with plain {@code new} in the order in which requests and changes flow,
 * {@code Providers} is the list of what is built in. Environment, signals and exit codes are known here alone; commands
 * take what they need as a {@code Terminal} and return their exit code.
 */
@NullMarked
package traefik4j.app;

import org.jspecify.annotations.NullMarked;
