package traefik4j.config.read;

import java.nio.file.Path;
import java.util.Map;

/**
 * What reading a configuration may know of the machine it runs on.
 *
 * @param environment the environment variables
 * @param directory the working directory
 */
public record Surroundings(Map<String, String> environment, Path directory) {
    /** Copies the variables. */
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
