package traefik4j.proxy.balancing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Backend;
import traefik4j.config.HealthCheck;
import traefik4j.config.MaxConn;
import traefik4j.config.Server;
import traefik4j.proxy.breaker.CircuitBreaker;
import traefik4j.proxy.health.Wire;
import traefik4j.proxy.limit.MaxConnections;
import traefik4j.proxy.upstream.LiveServer;

/** Makes a backend of a definition; it takes over from the one before whatever is defined as it was. */
final class Renewal {
    private final String name;
    private final Backend definition;
    private final @Nullable LiveBackend before;
    private final BalancingSettings settings;
    private final int workers;

    /**
     * A backend to be made.
     *
     * @param before the one of that name that is in force; null if there is none
     * @param workers the number of event loops
     */
    Renewal(String name, Backend definition, @Nullable LiveBackend before, BalancingSettings settings, int workers) {
        this.name = name;
        this.definition = definition;
        this.before = before;
        this.settings = settings;
        this.workers = workers;
    }

    /**
     * The backend.
     *
     * @param servers gives the server of a URL
     * @param wire how connections of health checks begin
     */
    LiveBackend backend(Function<String, LiveServer> servers, Wire wire) {
        HealthCheck check = definition.healthCheck();
        Pool pool = new Pool(
                definition.loadBalancer(),
                check == null ? null : check.passive(),
                candidates(servers),
                workers,
                settings.clock());
        int attempts = settings.attempts(pool.candidates().length);
        return new LiveBackend(
                name, definition, pool, attempts, circuitBreaker(), maxConnections(), health(pool, wire));
    }

    private traefik4j.proxy.health.@Nullable HealthCheck health(Pool pool, Wire wire) {
        HealthCheck check = definition.healthCheck();
        return check == null || check.path().isEmpty()
                ? null
                : new traefik4j.proxy.health.HealthCheck(
                        name, check, settings.healthInterval(), pool.targets(), pool::arrange, wire);
    }

    private List<Candidate> candidates(Function<String, LiveServer> servers) {
        Map<String, Member> known = new HashMap<>();
        if (before != null && isCheckedAs(before)) {
            for (Candidate candidate : before.pool().candidates()) {
                known.put(candidate.member().server().url(), candidate.member());
            }
        }
        Map<String, Server> byUrl = new LinkedHashMap<>();
        definition.servers().values().forEach(server -> byUrl.put(server.url(), server));
        List<Candidate> candidates = new ArrayList<>();
        byUrl.forEach((url, server) -> {
            LiveServer live = servers.apply(url);
            Member old = known.get(url);
            Member member = old != null && old.server() == live ? old : member(live);
            int weight = server.weight() == 0 && !settings.zeroMeansNever() ? 1 : server.weight();
            candidates.add(new Candidate(candidates.size(), member, weight, server.backup(), server.drain()));
        });
        return candidates;
    }

    /** Whether what was found out about servers is still worth something. */
    private boolean isCheckedAs(LiveBackend other) {
        return Objects.equals(definition.healthCheck(), other.definition().healthCheck());
    }

    private Member member(LiveServer server) {
        Member member = new Member(server);
        if (before != null && isCheckedAs(before)) {
            member.up(settings.clock().getAsLong());
        }
        return member;
    }

    private @Nullable CircuitBreaker circuitBreaker() {
        traefik4j.config.CircuitBreaker wanted = definition.circuitBreaker();
        CircuitBreaker old = before == null ? null : before.circuitBreaker();
        if (wanted == null || old != null && old.definition().equals(wanted)) {
            return wanted == null ? null : old;
        }
        return new CircuitBreaker(name, wanted, workers, settings.clock());
    }

    private @Nullable MaxConnections maxConnections() {
        MaxConn wanted = definition.maxConn();
        if (wanted == null || wanted.amount() == 0) {
            return null;
        }
        MaxConnections old = before == null ? null : before.maxConnections();
        return old != null && old.definition().equals(wanted) ? old : new MaxConnections(wanted);
    }
}
