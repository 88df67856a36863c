package traefik4j.proxy.tcp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import traefik4j.proxy.rule.HostSni;

/**
 * The TCP frontends of an entry point by name: the name itself counts first, then the wildcard around it, then the one for
 * everything. It does not change.
 */
public final class SniTable {
    private final Map<String, TcpRoute> byName;
    private final boolean secure;

    /**
     * A table.
     *
     * @param byName what belongs to names, wildcards, and {@link HostSni#ANY}
     * @param secure whether its entry point speaks TLS
     */
    SniTable(Map<String, TcpRoute> byName, boolean secure) {
        this.byName = new HashMap<>(byName);
        this.secure = secure;
    }

    /** To whom all connections belong, whatever they begin with; null if that has to be looked at. */
    public @Nullable TcpRoute all() {
        return secure || byName.size() > 1 ? null : byName.get(HostSni.ANY);
    }

    /** To whom a connection belongs that does not begin with TLS; null if to no TCP frontend. */
    public @Nullable TcpRoute clear() {
        return secure ? null : byName.get(HostSni.ANY);
    }

    /** To whom a connection belongs that begins with TLS; null if to no TCP frontend. */
    public @Nullable TcpRoute named(@Nullable String name) {
        TcpRoute route = null;
        if (name != null) {
            route = byName.get(name);
            int dot = name.indexOf('.');
            if (route == null && dot >= 0) {
                route = byName.get("*" + name.substring(dot));
            }
        }
        return route == null ? byName.get(HostSni.ANY) : route;
    }
}
