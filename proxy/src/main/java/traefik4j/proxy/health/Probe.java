package traefik4j.proxy.health;

import java.io.IOException;
import java.net.URI;

/** Asks a server how it does. */
@FunctionalInterface
public interface Probe {
    /**
     * The final status code of what the server answers; blocks.
     *
     * @throws IOException if there is no answer
     */
    int status(URI target) throws IOException;
}
