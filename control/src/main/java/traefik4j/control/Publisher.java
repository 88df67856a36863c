package traefik4j.control;

import java.util.List;
import traefik4j.config.Problem;

/** The far end of the control column: whoever turns a configuration into what the proxy does. */
@FunctionalInterface
public interface Publisher {
    /**
     * Puts a configuration into force as a whole. It has been validated, and every frontend names its entry points. Called
     * on the thread of the reload loop, never twice at the same time. If it throws, the configuration before has to be
     * still in force.
     *
     * @return what had to be left out, such as frontends whose rule cannot be read
     */
    List<Problem> publish(Snapshot snapshot);
}
