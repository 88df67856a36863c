package traefik4j.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import traefik4j.config.Backend;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Frontend;
import traefik4j.config.LoadBalancer;
import traefik4j.config.Loaded;
import traefik4j.config.Places;
import traefik4j.config.Problem;
import traefik4j.config.Server;
import traefik4j.config.ServerUrl;

/**
 * The check that separates what can go live from what cannot: each bad object becomes a problem with its place, and costs
 * no other object (reference §3.1). A pure function.
 */
public final class Validation {
    private static final int NAMES_SHOWN = 5;

    private final Settings settings;
    private final Places places;
    private final LinkedHashSet<Problem> problems;

    private Validation(Loaded loaded, Settings settings) {
        this.settings = settings;
        this.places = loaded.places();
        this.problems = new LinkedHashSet<>(loaded.problems());
    }

    /**
     * What of a configuration can go live, with default entry points filled in; its problems are those found while
     * reading and those found here.
     */
    public static Loaded of(Loaded loaded, Settings settings) {
        Validation validation = new Validation(loaded, settings);
        DynamicConfiguration valid = validation.configuration(loaded.configuration());
        return new Loaded(valid, loaded.places(), List.copyOf(validation.problems));
    }

    private DynamicConfiguration configuration(DynamicConfiguration said) {
        Map<String, Backend> backends = usable(said.backends(), this::backend);
        Map<String, Frontend> frontends = usable(
                said.frontends(),
                (name, frontend) -> hasBackend(name, frontend, said.backends().keySet(), backends.keySet())
                        ? frontend(name, frontend)
                        : Optional.empty());
        return new DynamicConfiguration(backends, frontends);
    }

    private static <T> Map<String, T> usable(Map<String, T> all, BiFunction<String, T, Optional<T>> check) {
        Map<String, T> usable = new LinkedHashMap<>();
        all.forEach((name, object) -> check.apply(name, object).ifPresent(valid -> usable.put(name, valid)));
        return usable;
    }

    private Optional<Backend> backend(String name, Backend backend) {
        String key = "backends." + name;
        boolean negative = backend.servers().entrySet().stream()
                        .filter(server -> hasNegativeWeight(key + ".servers." + server.getKey(), server.getValue()))
                        .count()
                > 0;
        if (negative) {
            return Optional.empty();
        }
        Map<String, Server> servers =
                usable(backend.servers(), (server, said) -> server(key + ".servers." + server, said));
        return Optional.of(new Backend(servers, loadBalancer(key + ".loadBalancer.method", backend.loadBalancer())));
    }

    private boolean hasNegativeWeight(String key, Server server) {
        if (server.weight() < 0) {
            error(key + ".weight", server.weight() + " (expected: >= 0)");
        }
        return server.weight() < 0;
    }

    private Optional<Server> server(String key, Server server) {
        try {
            ServerUrl url = ServerUrl.parse(server.url());
            if (url.scheme().equals("http")) {
                return Optional.of(server);
            }
            error(key + ".url", url.scheme() + " servers are not supported yet (expected: http)");
        } catch (IllegalArgumentException e) {
            error(key + ".url", String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private LoadBalancer loadBalancer(String key, LoadBalancer said) {
        if (said.method().equalsIgnoreCase("wrr")) {
            return said;
        }
        String what = said.method().equalsIgnoreCase("drr") ? "drr is not supported yet" : '"' + said.method() + '"';
        warning(key, what + ", so wrr is used (expected: wrr)");
        return LoadBalancer.DEFAULT;
    }

    private boolean hasBackend(String name, Frontend frontend, Collection<String> said, Collection<String> usable) {
        String key = "frontends." + name + ".backend";
        String backend = frontend.backend();
        if (backend.isEmpty()) {
            error(key, "missing (expected: " + oneOf(said) + ")");
        } else if (said.contains(backend) ? !usable.contains(backend) : isBroken("backends." + backend)) {
            error(key, "\"" + backend + "\" is left out because of its own problem");
        } else if (!said.contains(backend)) {
            error(key, "there is no backend \"" + backend + "\" (expected: " + oneOf(said) + ")");
        }
        return usable.contains(backend);
    }

    /** Whether an object was left out while reading. */
    private boolean isBroken(String key) {
        return problems.stream()
                .filter(Problem::isError)
                .anyMatch(problem -> problem.key().equals(key) || problem.key().startsWith(key + "."));
    }

    private Optional<Frontend> frontend(String name, Frontend frontend) {
        String key = "frontends." + name;
        if (frontend.routes().isEmpty()) {
            error(key + ".routes", "missing (expected: at least one table with a rule)");
            return Optional.empty();
        }
        List<String> entryPoints = entryPoints(key + ".entryPoints", frontend.entryPoints());
        if (entryPoints.isEmpty()) {
            error(key, "none of its entry points exists (expected: " + oneOf(settings.entryPoints()) + ")");
            return Optional.empty();
        }
        return Optional.of(new Frontend(
                frontend.backend(), entryPoints, frontend.routes(), frontend.passHostHeader(), frontend.priority()));
    }

    private List<String> entryPoints(String key, List<String> said) {
        boolean byDefault = said.isEmpty();
        List<String> known = new ArrayList<>();
        for (String entryPoint : new LinkedHashSet<>(byDefault ? settings.defaultEntryPoints() : said)) {
            if (settings.entryPoints().contains(entryPoint)) {
                known.add(entryPoint);
            } else {
                warning(
                        key,
                        "there is no entry point \"" + entryPoint + '"'
                                + (byDefault ? ", which defaultEntryPoints names" : "")
                                + " (expected: " + oneOf(settings.entryPoints()) + ")");
            }
        }
        return known;
    }

    private void error(String key, String what) {
        problems.add(Problem.error(places.of(key), key, what));
    }

    private void warning(String key, String what) {
        problems.add(Problem.warning(places.of(key), key, what));
    }

    private static String oneOf(Collection<String> names) {
        String shown = names.stream().sorted().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.isEmpty() ? "one that is defined" : "one of " + shown + (names.size() > NAMES_SHOWN ? ", …" : "");
    }
}
