/**
 * The control column: what a {@link traefik4j.control.Provider} is, and how what providers say becomes what the proxy
 * does: supervise, merge, validate, publish. Start at {@code ReloadLoop}. Depends on {@code traefik4j.config} alone.
 */
@NullMarked
package traefik4j.control;

import org.jspecify.annotations.NullMarked;
