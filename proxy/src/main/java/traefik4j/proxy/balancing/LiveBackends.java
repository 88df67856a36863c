package traefik4j.proxy.balancing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import traefik4j.config.Backend;
import traefik4j.config.Frontend;
import traefik4j.config.RateLimit;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.limit.RateLimiter;
import traefik4j.proxy.upstream.LiveServer;
import traefik4j.proxy.upstream.UpstreamSettings;

/**
 * All backends that are in use. A backend whose definition does not change keeps its state from one routing table to the
 * next, and a server keeps its connections as long as anybody names its URL. Used by the thread that reloads, alone.
 */
public final class LiveBackends {
    private final UpstreamSettings settings;
    private final List<Worker> workers;
    private final BalancingSettings balancing;
    private Map<Key, LiveBackend> backends = Map.of();
    private Map<String, LiveServer> servers = Map.of();
    private Map<Key, RateLimiter> limiters = Map.of();

    /** The name of a backend or a frontend, which is its provider's alone. */
    private record Key(String provider, String name) {}

    /** None yet. */
    public LiveBackends(UpstreamSettings settings, List<Worker> workers, BalancingSettings balancing) {
        this.settings = settings;
        this.workers = List.copyOf(workers);
        this.balancing = balancing;
    }

    /** Begins the set of backends of the next routing table. */
    public Generation next() {
        return new Generation();
    }

    /** The backends of one routing table, while it is compiled. */
    public final class Generation {
        private final Map<Key, LiveBackend> nextBackends = new HashMap<>();
        private final Map<String, LiveServer> nextServers = new HashMap<>();
        private final Map<Key, RateLimiter> nextLimiters = new HashMap<>();

        private Generation() {}

        /**
         * The backend of this definition, with its state if it was there before.
         *
         * @throws IllegalArgumentException if the URL of a server is none, or the circuit breaker's condition is
         */
        public LiveBackend backend(String provider, String name, Backend definition) {
            return nextBackends.computeIfAbsent(new Key(provider, name), key -> {
                LiveBackend before = backends.get(key);
                if (before != null && before.definition().equals(definition)) {
                    for (Candidate candidate : before.pool().candidates()) {
                        LiveServer server = candidate.member().server();
                        nextServers.put(server.url(), server);
                    }
                    return before;
                }
                return new Renewal(name, definition, before, balancing, workers.size()).backend(this::server);
            });
        }

        /**
         * A backend as a frontend sees it: with the frontend's own limits inside the backend's chain (reference §0.1 step
         * 15), and their state if they were there before.
         *
         * @param name the name of the frontend
         * @throws IllegalArgumentException as {@link #backend}
         */
        public Handler backend(String provider, String name, Frontend frontend, Backend definition) {
            LiveBackend backend = backend(provider, frontend.backend(), definition);
            RateLimit limit = frontend.rateLimit();
            return limit == null || limit.rateSet().isEmpty()
                    ? backend
                    : backend.limited(limiter(new Key(provider, name), limit));
        }

        private RateLimiter limiter(Key frontend, RateLimit wanted) {
            return nextLimiters.computeIfAbsent(frontend, key -> {
                RateLimiter old = limiters.get(key);
                return old != null && old.definition().equals(wanted)
                        ? old
                        : new RateLimiter(wanted, balancing.clock());
            });
        }

        private LiveServer server(String url) {
            LiveServer next = nextServers.get(url);
            if (next == null) {
                next = servers.get(url);
            }
            if (next == null) {
                next = new LiveServer(url, settings, workers);
            }
            nextServers.put(url, next);
            return next;
        }

        /** The routing table is in force: what only the one before used is closed as soon as it is free. */
        public void commit() {
            Map<String, LiveServer> before = servers;
            Map<Key, LiveBackend> old = backends;
            backends = nextBackends;
            servers = nextServers;
            limiters = nextLimiters;
            old.forEach((key, backend) -> {
                if (nextBackends.get(key) != backend) {
                    backend.stop();
                }
            });
            nextBackends.values().forEach(LiveBackend::start);
            before.forEach((url, server) -> {
                if (nextServers.get(url) != server) {
                    server.retire();
                }
            });
        }
    }
}
