package traefik4j.proxy.routing;

import java.util.List;
import traefik4j.config.Problem;

/**
 * What becomes of frontends: a table of those that are good, and what is wrong with the others.
 *
 * @param table the table
 * @param problems what is wrong; an error costs its frontend, a warning nothing
 */
public record CompiledRoutes(RoutingTable table, List<Problem> problems) {
    /** Copies the list. */
    public CompiledRoutes {
        problems = List.copyOf(problems);
    }
}
