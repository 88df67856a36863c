package traefik4j.proxy.balancing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import traefik4j.config.Backend;
import traefik4j.config.BackendTls;
import traefik4j.config.Frontend;
import traefik4j.config.HealthCheck;
import traefik4j.config.ProxyProtocol;
import traefik4j.config.RateLimit;
import traefik4j.proxy.exchange.Handler;
import traefik4j.proxy.exchange.Worker;
import traefik4j.proxy.health.Wire;
import traefik4j.proxy.limit.RateLimiter;
import traefik4j.proxy.tls.OutgoingTls;
import traefik4j.proxy.upstream.LiveServer;
import traefik4j.proxy.upstream.UpstreamSettings;

/**
 * All backends that are in use. A backend whose definition does not change keeps its state from one routing table to the
 * next, and a server keeps its connections as long as anybody names it and speaks to it in the same way. Used by the
 * thread that reloads, alone.
 */
public final class LiveBackends {
    private static final Logger LOG = LoggerFactory.getLogger(LiveBackends.class);
    private static final String TLS = "tls of the servers: ";

    private final UpstreamSettings settings;
    private final List<Worker> workers;
    private final BalancingSettings balancing;
    private Map<Key, LiveBackend> backends = Map.of();
    private Map<ServerKey, LiveServer> servers = Map.of();
    private Map<BackendTls, OutgoingTls> contexts = Map.of();
    private Map<Key, RateLimiter> limiters = Map.of();

    /** The name of a backend or a frontend, which is its provider's alone, and in whose name it speaks: empty for its own. */
    private record Key(String provider, String name, String entryPoint) {
        Key(String provider, String name) {
            this(provider, name, "");
        }

        // Spelt out, since what a record brings is made at run time, at each start: see
        // docs/decisions/0009-first-second.md.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && name.equals(that.name)
                    && provider.equals(that.provider)
                    && entryPoint.equals(that.entryPoint);
        }

        @Override
        public int hashCode() {
            return (provider.hashCode() * 31 + name.hashCode()) * 31 + entryPoint.hashCode();
        }
    }

    /** What makes two servers the same: their URL, and how connections begin: TLS and a greeting, null for none. */
    private record ServerKey(String url, @Nullable BackendTls tls, ProxyProtocol.@Nullable Version greeting) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ServerKey that
                    && url.equals(that.url)
                    && greeting == that.greeting
                    && Objects.equals(tls, that.tls);
        }

        @Override
        public int hashCode() {
            return url.hashCode() * 31 + Objects.hashCode(tls);
        }
    }

    /** None yet. */
    public LiveBackends(UpstreamSettings settings, List<Worker> workers, BalancingSettings balancing) {
        this.settings = settings;
        this.workers = List.copyOf(workers);
        this.balancing = balancing;
    }

    private static boolean isSecure(String url) {
        return url.strip().regionMatches(true, 0, "https:", 0, "https:".length());
    }

    private BackendTls wanted(Backend definition) {
        BackendTls own = definition.forwarding().tls();
        return own == null ? settings.tls() : own.within(settings.tls());
    }

    /** Begins the set of backends of the next routing table. */
    public Generation next() {
        return new Generation();
    }

    /** The backends of one routing table, while it is compiled. */
    public final class Generation {
        private final Map<Key, LiveBackend> nextBackends = new HashMap<>();
        private final Map<ServerKey, LiveServer> nextServers = new HashMap<>();
        private final Map<BackendTls, OutgoingTls> nextContexts = new HashMap<>();
        private final Map<Key, RateLimiter> nextLimiters = new HashMap<>();

        private Generation() {}

        /**
         * The backend of this definition, with its state if it was there before.
         *
         * @throws IllegalArgumentException if the URL of a server is none, or the circuit breaker's condition is
         */
        public LiveBackend backend(String provider, String name, Backend definition) {
            return backend(new Key(provider, name), definition);
        }

        private LiveBackend backend(Key said, Backend definition) {
            LiveBackend known = nextBackends.get(said);
            if (known == null) {
                known = taken(said, definition);
                nextBackends.put(said, known);
            }
            return known;
        }

        /** The backend before if it is the same, or else its successor. */
        private LiveBackend taken(Key key, Backend definition) {
            LiveBackend before = backends.get(key);
            if (before != null && before.definition().equals(definition)) {
                for (Candidate candidate : before.pool().candidates()) {
                    LiveServer server = candidate.member().server();
                    keep(key(server.url(), definition), server);
                }
                return before;
            }
            return new Renewal(key.name(), definition, before, balancing, workers.size())
                    .backend(
                            url -> server(key(url, definition)),
                            new Wire(tls(definition), definition.forwarding().proxyProtocol(), settings.proxies()));
        }

        /**
         * A backend as a frontend sees it: with the frontend's own limits inside the backend's chain (reference §0.1 step
         * 15), and their state if they were there before.
         *
         * @param name the name of the frontend
         * @throws IllegalArgumentException as {@link #backend}
         */
        public Handler backend(String provider, String name, Frontend frontend, Backend definition) {
            LiveBackend backend = frontend.passTlsCert()
                    ? inNameOfEntryPoint(provider, frontend, definition)
                    : backend(provider, frontend.backend(), definition);
            RateLimit limit = frontend.rateLimit();
            return limit == null || limit.rateSet().isEmpty()
                    ? backend
                    : backend.limited(limiter(new Key(provider, name), limit));
        }

        /** The backend with connections of its own, begun in the name of the frontend's first entry point with TLS. */
        private LiveBackend inNameOfEntryPoint(String provider, Frontend frontend, Backend definition) {
            for (String entryPoint : frontend.entryPoints()) {
                BackendTls its = settings.inNameOf().get(entryPoint);
                if (its != null) {
                    BackendTls own = definition.forwarding().tls();
                    return backend(
                            new Key(provider, frontend.backend(), entryPoint),
                            definition.with((own == null ? BackendTls.UNSAID : own).inNameOf(its)));
                }
            }
            throw new IllegalArgumentException("none of the entry points of passTLSCert has TLS");
        }

        private RateLimiter limiter(Key frontend, RateLimit wanted) {
            return nextLimiters.computeIfAbsent(frontend, key -> {
                RateLimiter old = limiters.get(key);
                return old != null && old.definition().equals(wanted)
                        ? old
                        : new RateLimiter(wanted, balancing.clock());
            });
        }

        private ServerKey key(String url, Backend definition) {
            return new ServerKey(
                    url,
                    isSecure(url) ? wanted(definition) : null,
                    definition.forwarding().proxyProtocol());
        }

        private LiveServer server(ServerKey key) {
            LiveServer next = nextServers.get(key);
            if (next == null) {
                next = servers.get(key);
            }
            if (next == null) {
                OutgoingTls tls = key.tls() == null ? null : context(key.tls());
                next = new LiveServer(key.url(), tls, key.greeting(), settings, workers);
            }
            keep(key, next);
            return next;
        }

        private void keep(ServerKey key, LiveServer server) {
            nextServers.put(key, server);
            OutgoingTls context = key.tls() == null ? null : contexts.get(key.tls());
            if (key.tls() != null && context != null) {
                nextContexts.put(key.tls(), context);
            }
        }

        /** TLS as the backend's health check needs it; made later if it does so only after a redirect. */
        private Supplier<OutgoingTls> tls(Backend definition) {
            BackendTls wanted = wanted(definition);
            HealthCheck check = definition.healthCheck();
            boolean secure = check != null && check.scheme().equals("https")
                    || definition.servers().values().stream().anyMatch(server -> isSecure(server.url()));
            if (!secure) {
                return () -> OutgoingTls.of(wanted);
            }
            OutgoingTls context = context(wanted);
            return () -> context;
        }

        private OutgoingTls context(BackendTls tls) {
            OutgoingTls known = contexts.get(tls);
            return nextContexts.computeIfAbsent(tls, key -> known == null ? made(key) : known);
        }

        /** Files that do not fit together any more are being renewed: what they held before stays. */
        private OutgoingTls made(BackendTls tls) {
            try {
                return OutgoingTls.of(tls);
            } catch (IllegalArgumentException unusable) {
                OutgoingTls before = contexts.entrySet().stream()
                        .filter(known -> known.getKey().isWrittenAs(tls))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(TLS + unusable.getMessage(), unusable));
                LOG.error("{}{}; what was in the same files before is used", TLS, unusable.getMessage());
                return before;
            }
        }

        /** The routing table is in force: what only the one before used is closed as soon as it is free. */
        public void commit() {
            Map<ServerKey, LiveServer> before = servers;
            Map<Key, LiveBackend> old = backends;
            backends = nextBackends;
            servers = nextServers;
            contexts = nextContexts;
            limiters = nextLimiters;
            old.forEach((key, backend) -> {
                if (nextBackends.get(key) != backend) {
                    backend.stop();
                }
            });
            nextBackends.values().forEach(LiveBackend::start);
            before.forEach((key, server) -> {
                if (nextServers.get(key) != server) {
                    server.retire();
                }
            });
        }
    }
}
