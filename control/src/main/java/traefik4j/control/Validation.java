package traefik4j.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import traefik4j.config.Backend;
import traefik4j.config.Certificate;
import traefik4j.config.DynamicCertificate;
import traefik4j.config.DynamicConfiguration;
import traefik4j.config.Frontend;
import traefik4j.config.LoadBalancer;
import traefik4j.config.Loaded;
import traefik4j.config.OrderedMap;
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
    private final DynamicConfiguration said;
    private final Places places;
    private final LinkedHashSet<Problem> problems;
    private final Map<String, Frontend> saidBefore;
    private final Map<String, Frontend> usableBefore;
    private final Set<String> broken = new HashSet<>();
    private final String backendNames;
    private final List<String> byDefault;
    private final boolean byDefaultInFull;

    private Validation(
            Loaded loaded, Settings settings, DynamicConfiguration saidBefore, DynamicConfiguration usableBefore) {
        this.settings = settings;
        this.said = loaded.configuration();
        this.places = loaded.places();
        this.problems = new LinkedHashSet<>(loaded.problems());
        this.saidBefore = saidBefore.frontends();
        this.usableBefore = usableBefore.frontends();
        this.backendNames = oneOf(said.backends().keySet());
        this.byDefault = known(settings.defaultEntryPoints());
        this.byDefaultInFull = byDefault.size() == settings.defaultEntryPoints().size();
        loaded.problems().stream().filter(Problem::isError).forEach(this::remember);
    }

    /** Notes that everything around a key may be missing. */
    private void remember(Problem problem) {
        String key = problem.key();
        for (int end = key.length(); end > 0; end = key.lastIndexOf('.', end - 1)) {
            broken.add(key.substring(0, end));
        }
    }

    /**
     * What of a configuration can go live, with default entry points filled in; its problems are those found while
     * reading and those found here.
     */
    public static Loaded of(Loaded loaded, Settings settings) {
        return of(loaded, settings, DynamicConfiguration.EMPTY, DynamicConfiguration.EMPTY);
    }

    /**
     * The same, where a configuration before it has been checked already: a frontend that says what it said there becomes
     * the very object it became, so that whoever comes next sees at once that nothing about it has changed.
     *
     * @param saidBefore that configuration as it was read
     * @param usableBefore what of it could go live
     */
    static Loaded of(
            Loaded loaded, Settings settings, DynamicConfiguration saidBefore, DynamicConfiguration usableBefore) {
        Validation validation = new Validation(loaded, settings, saidBefore, usableBefore);
        DynamicConfiguration valid = validation.usable();
        return new Loaded(valid, loaded.places(), List.copyOf(validation.problems));
    }

    private DynamicConfiguration usable() {
        Map<String, Backend> backends = usable(said.backends(), this::backend);
        Map<String, Frontend> frontends = usable(said.frontends(), (name, frontend) -> {
            boolean hasBackend = hasBackend(name, frontend, backends);
            Frontend usable = frontend(name, frontend);
            return Optional.ofNullable(hasBackend ? usable : null);
        });
        return new DynamicConfiguration(backends, frontends, certificates(), new TcpValidation(this).of(said.tcp()));
    }

    /** Certificates of entry points that exist; whether one is any good is found out where it is loaded. */
    private List<DynamicCertificate> certificates() {
        List<DynamicCertificate> usable = new ArrayList<>();
        for (DynamicCertificate said : said.certificates()) {
            Certificate its = said.certificate();
            String key = its.name().replaceFirst("certificate$", "entryPoints");
            List<String> known =
                    new ArrayList<>(said.entryPoints().isEmpty() ? settings.defaultEntryPoints() : said.entryPoints());
            for (String unknown : known.stream()
                    .filter(name -> !settings.entryPoints().contains(name))
                    .toList()) {
                problems.add(Problem.warning(
                        its.place(),
                        key,
                        "there is no entry point \"" + unknown + "\" (expected: " + oneOf(settings.entryPoints())
                                + ")"));
                known.remove(unknown);
            }
            if (!known.isEmpty()) {
                usable.add(said.at(known));
            }
        }
        return usable;
    }

    /** Whether an object was said, but could not be read. */
    boolean isBroken(String key) {
        return broken.contains(key);
    }

    static <T> Map<String, T> usable(Map<String, T> all, BiFunction<String, T, Optional<T>> check) {
        OrderedMap.Builder<String, T> usable = new OrderedMap.Builder<>(all.size());
        all.forEach((name, object) -> {
            Optional<T> valid = check.apply(name, object);
            if (valid.isPresent()) {
                usable.put(name, valid.get());
            }
        });
        return usable.build();
    }

    private Optional<Backend> backend(String name, Backend backend) {
        String key = "backends." + name;
        backend.servers().forEach((server, its) -> checkWeight(key + ".servers." + server, its));
        if (backend.servers().values().stream().anyMatch(server -> server.weight() < 0)) {
            return Optional.empty();
        }
        List<Problem> unusable = BackendCheck.of(key, backend, places);
        problems.addAll(unusable);
        if (unusable.stream().anyMatch(Problem::isError)) {
            return Optional.empty();
        }
        Map<String, Server> servers =
                usable(backend.servers(), (server, its) -> server(key + ".servers." + server, its));
        return Optional.of(backend.with(servers, loadBalancer(key + ".loadBalancer.method", backend.loadBalancer())));
    }

    void checkWeight(String key, Server server) {
        if (server.weight() < 0) {
            error(key + ".weight", server.weight() + " (expected: >= 0)");
        }
    }

    private Optional<Server> server(String key, Server server) {
        try {
            ServerUrl.parse(server.url());
            return Optional.of(server);
        } catch (IllegalArgumentException e) {
            error(key + ".url", String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private LoadBalancer loadBalancer(String key, LoadBalancer said) {
        if (LoadBalancer.METHODS.stream().anyMatch(said::is)) {
            return said;
        }
        warning(
                key,
                '"' + said.method() + "\", so wrr is used (expected: " + String.join(", ", LoadBalancer.METHODS) + ")");
        return said.by("wrr");
    }

    private boolean hasBackend(String name, Frontend frontend, Map<String, Backend> usable) {
        String backend = frontend.backend();
        if (!backend.isEmpty() && usable.containsKey(backend)) {
            return true;
        }
        String key = "frontends." + name + ".backend";
        if (backend.isEmpty()) {
            error(key, "missing (expected: " + backendNames + ")");
        } else if (said.backends().containsKey(backend) || broken.contains("backends." + backend)) {
            error(key, "\"" + backend + "\" is left out because of its own problem");
        } else {
            error(key, "there is no backend \"" + backend + "\" (expected: " + backendNames + ")");
        }
        return false;
    }

    private @Nullable Frontend frontend(String name, Frontend frontend) {
        if (frontend.routes().isEmpty()) {
            error("frontends." + name + ".routes", "missing (expected: at least one table with a rule)");
            return null;
        }
        boolean usual = frontend.entryPoints().isEmpty() && byDefaultInFull && !byDefault.isEmpty();
        if (usual && !frontend.passTlsCert() && frontend.rateLimit() == null) {
            return at(byDefault, name, frontend);
        }
        return withOptions(name, frontend);
    }

    /** This frontend at these entry points; if it said the same before, the very object it became then. */
    private Frontend at(List<String> entryPoints, String name, Frontend frontend) {
        Frontend said = saidBefore.get(name);
        Frontend before = frontend == said || frontend.equals(said) ? usableBefore.get(name) : null;
        return before != null && before.entryPoints().equals(entryPoints) ? before : frontend.at(entryPoints);
    }

    private @Nullable Frontend withOptions(String name, Frontend frontend) {
        String key = "frontends." + name;
        List<String> entryPoints = entryPointsOf(key, frontend.entryPoints()).orElse(List.of());
        if (entryPoints.isEmpty()) {
            return null;
        }
        if (frontend.passTlsCert() && Collections.disjoint(entryPoints, settings.secureEntryPoints())) {
            error(key + ".passTLSCert", "none of its entry points has TLS (expected: one whose certificate to show)");
            return null;
        }
        List<Problem> unusable = FrontendCheck.of(key, frontend, places);
        problems.addAll(unusable);
        return unusable.stream().anyMatch(Problem::isError) ? null : at(entryPoints, name, frontend);
    }

    /** Those of these entry points that exist; nothing and an error if none does. */
    Optional<List<String>> entryPointsOf(String key, List<String> said) {
        List<String> entryPoints = entryPoints(key + ".entryPoints", said);
        if (entryPoints.isEmpty()) {
            error(key, "none of its entry points exists (expected: " + oneOf(settings.entryPoints()) + ")");
            return Optional.empty();
        }
        return Optional.of(entryPoints);
    }

    private List<String> entryPoints(String key, List<String> said) {
        List<String> wanted = said.isEmpty() ? settings.defaultEntryPoints() : said;
        List<String> known = said.isEmpty() ? byDefault : known(said);
        if (known.size() == wanted.size()) {
            return known;
        }
        for (String entryPoint : new LinkedHashSet<>(wanted)) {
            if (!settings.entryPoints().contains(entryPoint)) {
                warning(
                        key,
                        "there is no entry point \"" + entryPoint + '"'
                                + (said.isEmpty() ? ", which defaultEntryPoints names" : "")
                                + " (expected: " + oneOf(settings.entryPoints()) + ")");
            }
        }
        return known;
    }

    /** Those of these entry points that exist: the very list, if all do. */
    private List<String> known(List<String> said) {
        List<String> known = said.stream()
                .distinct()
                .filter(settings.entryPoints()::contains)
                .toList();
        return known.size() == said.size() ? said : known;
    }

    void error(String key, String what) {
        problems.add(Problem.error(places.of(key), key, what));
    }

    private void warning(String key, String what) {
        problems.add(Problem.warning(places.of(key), key, what));
    }

    static String oneOf(Collection<String> names) {
        String shown = names.stream().sorted().limit(NAMES_SHOWN).collect(Collectors.joining(", "));
        return names.isEmpty() ? "one that is defined" : "one of " + shown + (names.size() > NAMES_SHOWN ? ", …" : "");
    }
}
