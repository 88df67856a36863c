package traefik4j.proxy.routing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would happen to a request, and why.
 *
 * @param taken the frontend that takes it, or null
 * @param status the status code of the answer the proxy makes itself, or 0 if a server is asked
 * @param answer why the proxy answers itself; empty if a server is asked
 * @param target path and query as the server gets them; empty if none is asked
 * @param added the header lines the rules add
 * @param nearMisses the frontends that just missed it, the nearest first
 */
public record Explanation(
        @Nullable Taken taken,
        int status,
        String answer,
        String target,
        List<String> added,
        List<NearMiss> nearMisses) {
    /** Copies the lists. */
    public Explanation {
        added = List.copyOf(added);
        nearMisses = List.copyOf(nearMisses);
    }

    /**
     * The frontend that takes a request.
     *
     * @param frontend its name
     * @param provider who configured it
     * @param backend its backend
     * @param rules its rules by name
     * @param priority its priority, explicit or computed
     * @param passHostHeader whether the server gets the client's host
     */
    public record Taken(
            String frontend,
            String provider,
            String backend,
            List<String> rules,
            int priority,
            boolean passHostHeader) {
        /** Copies the list. */
        public Taken {
            rules = List.copyOf(rules);
        }
    }

    /** The explanation for people, line by line. */
    public List<String> lines() {
        return lines(List.of());
    }

    /**
     * The explanation for people, line by line.
     *
     * @param servers the servers of the backend, a text for each
     */
    public List<String> lines(List<String> servers) {
        List<String> lines = new ArrayList<>();
        if (taken != null) {
            lines.add("frontend  " + taken.frontend + " (" + taken.provider + "), priority " + taken.priority);
            taken.rules.forEach(rule -> lines.add("rule      " + rule));
            lines.add("backend   " + taken.backend);
            servers.forEach(server -> lines.add("server    " + server));
        }
        if (status > 0) {
            lines.add("answer    " + status + " " + answer);
        } else {
            lines.add("target    " + target);
            added.forEach(line -> lines.add("adds      " + line));
            lines.add(taken != null && taken.passHostHeader ? "host      as sent" : "host      the server's own");
        }
        if (!nearMisses.isEmpty()) {
            lines.add("just missed:");
            nearMisses.forEach(miss -> lines.add("  " + miss));
        }
        return lines;
    }
}
