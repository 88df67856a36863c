package traefik4j.proxy.tcp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Problem;
import traefik4j.proxy.rule.HostSni;

/** The names that TCP frontends claim at one entry point, while they are collected. The first who claims a name has it. */
final class Claims {
    private final String entryPoint;
    private final boolean secure;
    private final List<Problem> problems;
    private final Map<String, TcpRoute> routes = new HashMap<>();
    private final Map<String, TcpDefinition> owners = new HashMap<>();

    Claims(String entryPoint, boolean secure, List<Problem> problems) {
        this.entryPoint = entryPoint;
        this.secure = secure;
        this.problems = problems;
    }

    void add(TcpDefinition definition, HostSni rule, TcpRoute route) {
        for (String name : rule.names()) {
            if (!secure && !route.passthrough() && !name.equals(HostSni.ANY)) {
                problems.add(Problem.error(
                        definition.places().of(definition.key()),
                        definition.key(),
                        "entry point \"" + entryPoint + "\" has no TLS in which " + name
                                + " could be asked for and ended (expected: passthrough = true, or HostSNI:*)"));
                return;
            }
        }
        rule.names().forEach(name -> claim(name, definition, route));
    }

    private void claim(String name, TcpDefinition definition, TcpRoute route) {
        TcpDefinition owner = owners.putIfAbsent(name, definition);
        if (owner == null) {
            routes.put(name, route);
        } else {
            String key = definition.key() + ".routes";
            problems.add(Problem.warning(
                    definition.places().of(key),
                    key,
                    name + " belongs to " + owner.key() + " at entry point \"" + entryPoint + "\" already"));
        }
    }

    /** The table; null if nothing is claimed. */
    @Nullable
    SniTable table() {
        return routes.isEmpty() ? null : new SniTable(routes, secure);
    }
}
