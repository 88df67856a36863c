/** Tests of the commands, in process. */
@NullMarked
package traefik4j.app;

import org.jspecify.annotations.NullMarked;
