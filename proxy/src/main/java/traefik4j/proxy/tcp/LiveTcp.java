package traefik4j.proxy.tcp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.BackendTls;
import traefik4j.config.Problem;
import traefik4j.config.StaticConfiguration;
import traefik4j.config.TcpBackend;
import traefik4j.proxy.rule.HostSni;
import traefik4j.proxy.template.Unreadable;
import traefik4j.proxy.tls.OutgoingTls;

/**
 * The TCP frontends of all entry points. A frontend with a bad rule is left out and becomes a problem; a backend whose
 * definition does not change keeps its turn. Lives on the thread of reloads.
 */
public final class LiveTcp {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTcp.class);
    private static final String TLS = "tls of the servers: ";

    private final StaticConfiguration configuration;
    private final Map<String, EntryPointRelays> entryPoints = new LinkedHashMap<>();
    private Map<Key, TcpServers> backends = Map.of();

    /** The name of a backend, which is its provider's alone. */
    private record Key(String provider, String name) {}

    /** None yet. */
    public LiveTcp(StaticConfiguration configuration) {
        this.configuration = configuration;
        configuration.entryPoints().keySet().forEach(name -> entryPoints.put(name, new EntryPointRelays()));
    }

    /** What is in force at an entry point. */
    public EntryPointRelays at(String entryPoint) {
        EntryPointRelays relays = entryPoints.get(entryPoint);
        if (relays == null) {
            throw new IllegalArgumentException("there is no entry point " + entryPoint);
        }
        return relays;
    }

    /**
     * Puts these frontends into force; connections that are there stay.
     *
     * @return what is wrong with them; an error costs its frontend, a warning nothing
     */
    public List<Problem> replace(List<TcpDefinition> said) {
        Map<Key, TcpServers> next = new HashMap<>();
        List<Problem> problems = new ArrayList<>();
        Map<String, Claims> claims = new HashMap<>();
        entryPoints.keySet().forEach(name -> claims.put(name, new Claims(name, isSecure(name), problems)));
        for (TcpDefinition definition : said) {
            HostSni rule = rule(definition, problems);
            TcpServers servers = rule == null ? null : servers(definition, next, problems);
            if (rule != null && servers != null) {
                TcpRoute route = new TcpRoute(servers, definition.frontend().passthrough());
                definition.frontend().entryPoints().stream().map(claims::get).forEach(at -> {
                    if (at != null) {
                        at.add(definition, rule, route);
                    }
                });
            }
        }
        entryPoints.forEach((name, relays) -> {
            Claims at = claims.get(name);
            relays.swap(at == null ? null : at.table());
        });
        backends = next;
        return List.copyOf(problems);
    }

    private boolean isSecure(String entryPoint) {
        var its = configuration.entryPoints().get(entryPoint);
        return its != null && its.tls() != null;
    }

    /** The servers of a frontend; null if its backend cannot be used. */
    private @Nullable TcpServers servers(TcpDefinition said, Map<Key, TcpServers> next, List<Problem> problems) {
        Key key = new Key(said.provider(), said.frontend().backend());
        TcpServers known = next.get(key);
        if (known != null) {
            return known;
        }
        try {
            TcpServers servers = servers(said.backend(), backends.get(key));
            next.put(key, servers);
            return servers;
        } catch (IllegalArgumentException unusable) {
            String place = said.key() + ".backend";
            problems.add(Problem.error(said.places().of(place), place, String.valueOf(unusable.getMessage())));
            return null;
        }
    }

    private TcpServers servers(TcpBackend definition, @Nullable TcpServers before) {
        return before != null && before.definition().equals(definition)
                ? before
                : new TcpServers(definition, configuration, tls(definition.tls(), before));
    }

    /** Files that do not fit together any more are being renewed: what they held before stays. */
    private @Nullable OutgoingTls tls(@Nullable BackendTls own, @Nullable TcpServers before) {
        if (own == null) {
            return null;
        }
        try {
            return OutgoingTls.of(own.within(configuration.serverTls()));
        } catch (IllegalArgumentException unusable) {
            BackendTls older = before == null ? null : before.definition().tls();
            if (before == null || older == null || !older.isWrittenAs(own)) {
                throw new IllegalArgumentException(TLS + unusable.getMessage(), unusable);
            }
            LOG.error("{}{}; what was in the same files before is used", TLS, unusable.getMessage());
            return before.tls();
        }
    }

    /** What matches all rules of a frontend; null if that is nothing. */
    private static @Nullable HostSni rule(TcpDefinition definition, List<Problem> problems) {
        HostSni all = new HostSni(List.of(HostSni.ANY));
        for (Map.Entry<String, String> route : definition.frontend().routes().entrySet()) {
            try {
                all = all.and(HostSni.parse(route.getValue()));
            } catch (Unreadable e) {
                String key = definition.key() + ".routes." + route.getKey() + ".rule";
                String what = '"' + route.getValue() + "\" at character " + e.column() + ": " + e.what();
                problems.add(Problem.error(definition.places().of(key), key, what));
                return null;
            }
        }
        if (all.names().isEmpty()) {
            String key = definition.key() + ".routes";
            problems.add(Problem.error(
                    definition.places().of(key), key, "no name matches all its rules (expected: at least one)"));
            return null;
        }
        return all;
    }
}
